import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketWords } from '#renderer/commands/context.ts';
import type { ReceiptWords } from '#shared/domain/receipt.ts';

/** The words of tickets printed here. */
export function useTicketWords(): TicketWords {
  const { t } = useTranslation('trade');
  return useMemo(
    () => ({
      seatTypes: {
        regular: t('seatType.regular'),
        premium: t('seatType.premium'),
        vip: t('seatType.vip'),
        recliner: t('seatType.recliner'),
      },
      ticketTypes: {
        adult: t('ticketType.adult'),
        child: t('ticketType.child'),
        student: t('ticketType.student'),
        senior: t('ticketType.senior'),
        disabled: t('ticketType.disabled'),
        companion: t('ticketType.companion'),
      },
      promised: t('ticketPromised'),
      reprint: t('ticketReprint'),
      onReceiptPaper: t('ticketOnReceiptPaper'),
    }),
    [t],
  );
}

/** The words of receipts printed here. */
export function useReceiptWords({ seatTypes, ticketTypes }: TicketWords): ReceiptWords {
  const { t } = useTranslation('sales');
  return useMemo(
    () => ({
      seatTypes,
      ticketTypes,
      tenders: { cash: t('tender.cash'), card: t('tender.card'), voucher: t('tender.voucher') },
      title: t('paper.title'),
      number: t('paper.number'),
      sold: t('paper.sold'),
      till: t('paper.till'),
      wholeOrder: t('paper.wholeOrder'),
      total: t('paper.total'),
      rounding: t('paper.rounding'),
      paid: t('paper.paid'),
      paidBack: t('paper.paidBack'),
      tax: (rate, net) => t('paper.tax', { rate, net }),
      copy: (n) => t('paper.copy', { n }),
    }),
    [t, seatTypes, ticketTypes],
  );
}
