import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Chip } from '#renderer/kit/index.ts';
import { useScreens } from '#renderer/replica/hooks.ts';
import { explainLine } from '#shared/domain/pricing/price.ts';
import type { Booking, Payment, PriceBreakdown, PriceLine, Refund } from '#shared/wire/booking.ts';
import type { ReportShow } from '#shared/wire/reports.ts';
import { useToday } from '../data/today-context.tsx';

/** One booking: what was sold, how its price came about, and the money that was taken and given back. */
export function BookingDetail({
  booking,
  show,
}: {
  booking: Booking;
  show: ReportShow | undefined;
}): ReactNode {
  const { t } = useTranslation(['today', 'trade']);
  const { dayLong, time, money } = useFormats();
  const { labels } = useToday();
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col gap-1">
        <div className="flex flex-wrap items-center gap-3">
          <p dir="auto" className="text-xl font-strong">
            {labels.movie(show?.movieId)}
          </p>
          <Chip tone={booking.status === 'conflicted' ? 'bad' : 'neutral'}>
            {t(`status.${booking.status}`, { ns: 'trade' })}
          </Chip>
        </div>
        {show !== undefined && (
          <p className="text-quiet">
            {dayLong(show.startsAt)}, {time(show.startsAt)} · {labels.screen(show.screenId)}
          </p>
        )}
      </div>
      <Section title={t('drill.lines')}>
        {booking.price === undefined ? (
          <Line name={booking.seats.map((seat) => seat.seatId).join(', ')} detail="" amount="" />
        ) : (
          <PriceLines price={booking.price} show={show} />
        )}
      </Section>
      <Section title={t('drill.paid')}>
        {booking.payments.length === 0 && <p className="text-quiet">{t('drill.noPayments')}</p>}
        {booking.payments.map((payment) => (
          <MoneyRow
            key={payment.id}
            name={`${t(`tender.${payment.tender}`)}, ${t(`drill.paymentStatus.${payment.status}`)}`}
            fact={payment}
            clerk={payment.staffId}
            amount={money(payment.amount)}
          />
        ))}
      </Section>
      <Section title={t('drill.refunds')}>
        {booking.refunds.length === 0 && <p className="text-quiet">{t('drill.noRefunds')}</p>}
        {booking.refunds.map((refund) => (
          <MoneyRow
            key={refund.id}
            name={`${t(`drill.refundStatus.${refund.status}`)}: ${refund.reason}`}
            fact={refund}
            clerk={refund.by}
            amount={money(-refund.amount)}
          />
        ))}
      </Section>
    </div>
  );
}

function PriceLines({ price, show }: { price: PriceBreakdown; show: ReportShow | undefined }): ReactNode {
  const { t } = useTranslation(['today', 'trade']);
  const { money, locale } = useFormats();
  const screen = useScreens().find(({ id }) => id === show?.screenId);
  const seat = ({ seatId, ticketType }: PriceLine): string => {
    if (seatId === undefined) return t('drill.order');
    const label = screen?.seats.find(({ id }) => id === seatId)?.id ?? seatId;
    return ticketType === undefined ? label : `${label}, ${t(`ticketType.${ticketType}`, { ns: 'trade' })}`;
  };
  return (
    <>
      {price.lines.map((line) => (
        <Line
          key={line.seatId ?? 'order'}
          name={seat(line)}
          detail={explainLine(line, price.currency, locale)}
          amount={money(line.total)}
        />
      ))}
      <Line name={t('drill.total')} detail="" amount={money(price.total)} isSum />
    </>
  );
}

function MoneyRow(props: {
  name: string;
  fact: Payment | Refund;
  clerk: string | undefined;
  amount: string;
}): ReactNode {
  const { name, fact, clerk, amount } = props;
  const { t } = useTranslation('today');
  const { day, time } = useFormats();
  const { labels } = useToday();
  const where = { time: `${day(fact.at)} ${time(fact.at)}`, till: labels.till(fact.deviceId) };
  const detail =
    clerk === undefined
      ? t('drill.takenBy', where)
      : t('drill.takenByStaff', { ...where, clerk: labels.clerk(clerk) });
  return <Line name={name} detail={detail} amount={amount} />;
}

function Section({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section className="flex flex-col gap-1">
      <h3 className="text-sm text-quiet">{title}</h3>
      {children}
    </section>
  );
}

function Line(props: { name: string; detail: string; amount: string; isSum?: boolean }): ReactNode {
  const { name, detail, amount, isSum = false } = props;
  return (
    <div className={`flex items-baseline gap-4 border-t border-line py-2 ${isSum ? 'font-strong' : ''}`}>
      <span className="w-48 shrink-0">{name}</span>
      <span className="min-w-0 flex-1 text-sm text-quiet">{detail}</span>
      <span className="whitespace-nowrap">
        <bdi>{amount}</bdi>
      </span>
    </div>
  );
}
