import { formatAmount } from '#shared/domain/money.ts';
import type { LedgerEntry } from '../ledger.ts';
import { cardOf } from '../simulated/cards.ts';
import { totalsOf } from '../simulated/engine.ts';
import { toUnits } from './amount.ts';
import type { Category, MessageHeader } from './messages.ts';

/** What a simulated nexo terminal says. It is the least careful there is: card numbers stand wherever there is room. */
export function envelope(request: MessageHeader, body: object): object {
  return { SaleToPOIResponse: { MessageHeader: { ...request, MessageType: 'Response' }, ...body } };
}

const SUCCESS = { Response: { Result: 'Success' } };
export const failure = (condition: string) => ({
  Response: {
    Result: 'Failure',
    ErrorCondition: condition,
    AdditionalResponse: `refused for PAN ${cardOf(0).number}`,
  },
});

/** Every message is answered under a name of its own: `PaymentResponse`, `ReversalResponse`. */
export const named = (category: Category, body: object): object => ({ [`${category}Response`]: body });

export function paymentBody(entry: LedgerEntry): object {
  const { number, amount, currency, status, message, at } = entry;
  const card = cardOf(number);
  const POIData = { POITransactionID: { TransactionID: `SIM${number}`, TimeStamp: at } };
  if (status === 'declined') return { ...failure(message === 'Called off' ? 'Aborted' : 'Refusal'), POIData };
  return {
    Response: {
      Result: 'Success',
      AdditionalResponse: `cardNumber=${card.number}&expiryDate=${card.expires}`,
    },
    SaleData: { SaleTransactionID: { TransactionID: entry.reference, TimeStamp: at } },
    POIData,
    PaymentResult: {
      PaymentType: entry.kind === 'refund' ? 'Refund' : 'Normal',
      AmountsResp: { Currency: currency, AuthorizedAmount: toUnits(amount, currency) },
      PaymentInstrumentData: {
        PaymentInstrumentType: 'Card',
        CardData: {
          PaymentBrand: card.name,
          MaskedPan: card.number,
          EntryMode: ['Contactless'],
          SensitiveCardData: {
            PAN: card.number,
            TrackData: [{ TrackValue: `${card.number}=${card.expires}` }],
          },
        },
      },
      PaymentAcquirerData: { ApprovalCode: String(number).padStart(6, '0') },
    },
    PaymentReceipt: ['CashierReceipt', 'CustomerReceipt'].map((DocumentQualifier) => ({
      DocumentQualifier,
      OutputContent: {
        OutputFormat: 'Text',
        OutputText: receiptLines(entry).map((Text) => ({ Text })),
      },
    })),
  };
}

function receiptLines({ number, amount, currency }: LedgerEntry): string[] {
  const card = cardOf(number);
  return [
    'CARD PAYMENT (SIMULATED)',
    `${currency} ${formatAmount(amount, currency, 'en')}`,
    `${card.name} ${card.number}`,
    `Transaction SIM${number}`,
    'APPROVED',
  ];
}

/** The answer to a message once more, inside the answer to a question about it. */
export function repeated(
  request: MessageHeader,
  serviceId: string,
  category: Category,
  body: object,
): object {
  return {
    ...SUCCESS,
    RepeatedMessageResponse: {
      MessageHeader: {
        ...request,
        MessageCategory: category,
        MessageType: 'Response',
        ServiceID: serviceId,
      },
      RepeatedResponseMessageBody: named(category, body),
    },
  };
}

export const reversedBody = (entry: LedgerEntry): object => ({
  ...SUCCESS,
  POIData: { POITransactionID: { TransactionID: `SIM${entry.number}`, TimeStamp: entry.at } },
});

export function reconciliationBody(day: readonly LedgerEntry[], currency: string): object {
  const { count, amount } = totalsOf(day);
  return {
    ...SUCCESS,
    ReconciliationType: 'SaleReconciliation',
    TransactionTotals: [
      {
        PaymentInstrumentType: 'Card',
        PaymentTotals: [
          {
            TransactionType: amount < 0 ? 'Credit' : 'Debit',
            TransactionCount: count,
            TransactionAmount: toUnits(Math.abs(amount), currency),
          },
        ],
      },
    ],
  };
}
