import { createHash } from 'node:crypto';
import { instant } from '#shared/wire/scalars.ts';
import type { Order } from '../port.ts';
import { toUnits } from './amount.ts';
import { type Category, NEXO_VERSION, type SaleToPOIRequest } from './messages.ts';

/** Who talks to whom: the till and the terminal by the names the terminal was set up with. */
export type NexoNames = { readonly saleId: string; readonly poiId: string };

/**
 * The `ServiceID` of a message that may be asked about later, made from what it is about: said twice it is the same
 * message, and a till that lost its memory still knows it.
 */
export const serviceIdOf = (about: string): string =>
  createHash('sha256').update(about).digest('hex').slice(0, 10);

function header({ saleId, poiId }: NexoNames, category: Category, serviceId: string) {
  return {
    ProtocolVersion: NEXO_VERSION,
    MessageClass: 'Service',
    MessageCategory: category,
    MessageType: 'Request',
    ServiceID: serviceId,
    SaleID: saleId,
    POIID: poiId,
  } as const;
}

/** `nowMs` is the till's clock: terminals refuse a message that is a day old. */
export function paymentRequest(
  names: NexoNames,
  order: Order,
  serviceId: string,
  nowMs: number,
): SaleToPOIRequest {
  return {
    MessageHeader: header(names, 'Payment', serviceId),
    PaymentRequest: {
      SaleData: { SaleTransactionID: { TransactionID: order.id, TimeStamp: instant(nowMs) } },
      PaymentTransaction: {
        AmountsReq: { Currency: order.currency, RequestedAmount: toUnits(order.amount, order.currency) },
      },
      PaymentData: { PaymentType: order.kind === 'payment' ? 'Normal' : 'Refund' },
    },
  };
}

export function statusRequest(
  names: NexoNames,
  category: 'Payment' | 'Reversal',
  about: string,
  serviceId: string,
): SaleToPOIRequest {
  return {
    MessageHeader: header(names, 'TransactionStatus', serviceId),
    TransactionStatusRequest: {
      MessageReference: { MessageCategory: category, SaleID: names.saleId, ServiceID: about },
      ReceiptReprintFlag: false,
    },
  };
}

export function reversalRequest(
  names: NexoNames,
  transaction: { readonly TransactionID: string; readonly TimeStamp: string },
  serviceId: string,
): SaleToPOIRequest {
  return {
    MessageHeader: header(names, 'Reversal', serviceId),
    ReversalRequest: {
      OriginalPOITransaction: { POITransactionID: transaction },
      ReversalReason: 'MerchantCancel',
    },
  };
}

export function abortRequest(names: NexoNames, about: string, serviceId: string): SaleToPOIRequest {
  return {
    MessageHeader: header(names, 'Abort', serviceId),
    AbortRequest: {
      MessageReference: { MessageCategory: 'Payment', SaleID: names.saleId, ServiceID: about },
      AbortReason: 'MerchantAbort',
    },
  };
}

export function reconciliationRequest(names: NexoNames, serviceId: string): SaleToPOIRequest {
  return {
    MessageHeader: header(names, 'Reconciliation', serviceId),
    ReconciliationRequest: { ReconciliationType: 'SaleReconciliation' },
  };
}
