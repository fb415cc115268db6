import { z } from 'zod';
import { harmless } from '../card-number.ts';

/**
 * Messages of the nexo Retailer Protocol, "Sale to POI" 3.0, in the JSON form terminals on the local network speak: each is
 * an envelope (`SaleToPOIRequest`, `SaleToPOIResponse`) with a `MessageHeader` and one body. Only what is named here is
 * read; whatever else stands in a message, card data above all, is dropped by the parser.
 */
export const NEXO_VERSION = '3.0';

const id = z.string().min(1).max(64);
/** `ServiceID` names a pair of messages; nexo allows ten characters. */
const ServiceId = z.string().min(1).max(10);
/** Texts are for people, and pass the same sieve as everything else a terminal words. */
const text = z
  .string()
  .max(4_096)
  .transform((raw) => harmless(raw));

export const CATEGORIES = ['Payment', 'TransactionStatus', 'Reversal', 'Abort', 'Reconciliation'] as const;
export type Category = (typeof CATEGORIES)[number];

export const MessageHeader = z.object({
  ProtocolVersion: z.string().max(8).exactOptional(),
  MessageClass: z.literal('Service'),
  MessageCategory: z.enum(CATEGORIES),
  MessageType: z.enum(['Request', 'Response']),
  ServiceID: ServiceId,
  SaleID: id,
  POIID: id,
});
export type MessageHeader = z.infer<typeof MessageHeader>;

const Response = z.object({
  Result: z.enum(['Success', 'Partial', 'Failure']),
  ErrorCondition: z
    .string()
    .max(64)
    .regex(/^[A-Za-z]+$/)
    .exactOptional(),
  AdditionalResponse: text.exactOptional(),
});

/** In the currency's own units, as JSON writes numbers: 15 or 15.5 or 15.55. */
const Amount = z.number().min(0).max(100_000_000);

const Receipt = z.object({
  DocumentQualifier: z.string().max(64),
  OutputContent: z.object({
    OutputText: z
      .array(z.object({ Text: text.exactOptional() }))
      .max(80)
      .exactOptional(),
  }),
});

export const PaymentResponse = z.object({
  Response,
  POIData: z
    .object({ POITransactionID: z.object({ TransactionID: id, TimeStamp: z.string().max(40) }) })
    .exactOptional(),
  PaymentResult: z
    .object({
      AmountsResp: z
        .object({ Currency: z.string().length(3).exactOptional(), AuthorizedAmount: Amount })
        .exactOptional(),
      PaymentInstrumentData: z
        .object({
          CardData: z
            .object({
              PaymentBrand: text.exactOptional(),
              /** Terminals mask it; what they left unmasked is masked here. */
              MaskedPan: text.exactOptional(),
            })
            .exactOptional(),
        })
        .exactOptional(),
    })
    .exactOptional(),
  PaymentReceipt: z.array(Receipt).max(8).exactOptional(),
});
export type PaymentResponse = z.infer<typeof PaymentResponse>;

export const TransactionStatusResponse = z.object({
  Response,
  RepeatedMessageResponse: z
    .object({
      MessageHeader,
      RepeatedResponseMessageBody: z.object({
        PaymentResponse: PaymentResponse.exactOptional(),
        ReversalResponse: z.object({ Response }).exactOptional(),
      }),
    })
    .exactOptional(),
});
export type TransactionStatusResponse = z.infer<typeof TransactionStatusResponse>;

const Total = z.object({
  TransactionType: z.string().max(40),
  TransactionCount: z.int().min(0).max(1_000_000),
  TransactionAmount: Amount,
});

export const SaleToPOIResponse = z.object({
  MessageHeader,
  PaymentResponse: PaymentResponse.exactOptional(),
  TransactionStatusResponse: TransactionStatusResponse.exactOptional(),
  ReversalResponse: z.object({ Response }).exactOptional(),
  ReconciliationResponse: z
    .object({
      Response,
      TransactionTotals: z
        .array(z.object({ PaymentTotals: z.array(Total).max(40).exactOptional() }))
        .max(40)
        .exactOptional(),
    })
    .exactOptional(),
});
export type SaleToPOIResponse = z.infer<typeof SaleToPOIResponse>;
export const ResponseEnvelope = z.object({ SaleToPOIResponse });

const MessageReference = z.object({
  MessageCategory: z.enum(['Payment', 'Reversal']),
  SaleID: id,
  ServiceID: ServiceId,
});

const PaymentRequest = z.object({
  SaleData: z.object({ SaleTransactionID: z.object({ TransactionID: id, TimeStamp: z.string().max(40) }) }),
  PaymentTransaction: z.object({
    AmountsReq: z.object({ Currency: z.string().length(3), RequestedAmount: Amount }),
  }),
  PaymentData: z.object({ PaymentType: z.enum(['Normal', 'Refund']) }),
});

/** What a till says; the simulated terminal reads it with the same care. */
export const SaleToPOIRequest = z.object({
  MessageHeader,
  PaymentRequest: PaymentRequest.exactOptional(),
  TransactionStatusRequest: z.object({ MessageReference, ReceiptReprintFlag: z.boolean() }).exactOptional(),
  ReversalRequest: z
    .object({
      OriginalPOITransaction: z.object({
        POITransactionID: z.object({ TransactionID: id, TimeStamp: z.string().max(40) }),
      }),
      ReversalReason: z.literal('MerchantCancel'),
    })
    .exactOptional(),
  AbortRequest: z.object({ MessageReference, AbortReason: z.string().max(64) }).exactOptional(),
  ReconciliationRequest: z.object({ ReconciliationType: z.literal('SaleReconciliation') }).exactOptional(),
});
export type SaleToPOIRequest = z.infer<typeof SaleToPOIRequest>;
export const RequestEnvelope = z.object({ SaleToPOIRequest });
