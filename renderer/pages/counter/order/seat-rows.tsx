import { X } from 'lucide-react';
import { memo, type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeatWish } from '#renderer/commands/context.ts';
import { IconButton, Money, Select } from '#renderer/kit/index.ts';
import type { PriceLine } from '#shared/wire/booking.ts';
import { TicketType } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import type { Desk } from '../desk/desk.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { seatName, seatOf } from '../map/choice.ts';
import { askSeats } from './ask.ts';
import { isSameReason, lineFor, retyped } from './lines.ts';
import { PriceSteps } from './price-steps.tsx';
import { SeatWord } from './seat-word.tsx';

type Options = readonly { id: TicketType; label: string }[];

/** The seats of the order, each with its ticket and why it costs what it does. */
export function SeatRows(): ReactNode {
  const { t } = useTranslation(['trade', 'counter']);
  const view = useView(({ booking, seats }) => ({
    seats,
    code: booking?.code ?? null,
    price: booking?.price,
    isFixed: booking?.status === 'paying',
  }));
  const { seats, code, price, isFixed } = view;
  const options = useMemo(
    (): Options => TicketType.options.map((type) => ({ id: type, label: t(`ticketType.${type}`) })),
    [t],
  );
  const count = t('seatCount', { count: seats.length });
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-2 text-sm text-quiet">
        <span className="flex-1">
          {code === null ? count : t('order.code', { ns: 'counter', seats: count, code })}
        </span>
        {seats.length > 1 && !isFixed && <AllAs options={options} first={seats[0]?.ticketType ?? 'adult'} />}
      </div>
      <ul className="flex flex-col gap-1">
        {seats.map(({ seatId, ticketType }, at) => {
          const line = lineFor(price, seatId, ticketType);
          const above = seats[at - 1];
          const lineAbove = above === undefined ? null : lineFor(price, above.seatId, above.ticketType);
          return (
            <li key={seatId}>
              <SeatRow
                seatId={seatId}
                ticketType={ticketType}
                line={line}
                isExplained={!isSameReason(line, lineAbove)}
                options={options}
                isFixed={isFixed}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Asks for the order with other tickets or fewer seats. */
function change(desk: Desk, changed: (seats: readonly SeatWish[]) => readonly SeatWish[]): void {
  const { listing, seats } = desk.view();
  if (listing !== null) void askSeats(desk, listing.show.id, changed(seats));
}

/** One ticket type for every seat; mixed orders show that of the first. */
function AllAs({ options, first }: { options: Options; first: TicketType }): ReactNode {
  const { t } = useTranslation('counter');
  const { desk } = useDesk();
  return (
    <>
      <span aria-hidden>{t('order.allAs')}</span>
      <Select
        label={t('order.allAs')}
        hideLabel
        options={options}
        value={first}
        onChange={(type) => change(desk, (seats) => retyped(seats, type, null))}
      />
    </>
  );
}

type SeatRowProps = {
  seatId: SeatId;
  ticketType: TicketType;
  line: PriceLine | null;
  /** The seat above does not cost the same for the same reasons. */
  isExplained: boolean;
  options: Options;
  isFixed: boolean;
};

/** One seat; it is drawn again when something of its own changes, not for its neighbours. */
const SeatRow = memo(function SeatRow(props: SeatRowProps): ReactNode {
  const { seatId, ticketType, line, isExplained, options, isFixed } = props;
  const { t } = useTranslation(['counter', 'trade']);
  const { desk } = useDesk();
  const screen = useView((view) => view.screen);
  const seat = screen === null ? undefined : seatOf(screen, seatId);
  const name = seat === undefined ? seatId : seatName(seat);
  return (
    <div className="flex flex-col">
      <div className="flex items-center gap-1">
        <span className="w-11 shrink-0 text-lg font-strong">{name}</span>
        <span className="min-w-0 flex-1">
          <Select
            label={t('order.typeOf', { seat: name })}
            hideLabel
            options={options}
            value={ticketType}
            onChange={(type) => change(desk, (seats) => retyped(seats, type, seatId))}
            isDisabled={isFixed}
          />
        </span>
        <span className="w-18 shrink-0 text-end">{line !== null && <Money minor={line.total} />}</span>
        <IconButton
          icon={X}
          label={t('order.drop', { seat: name })}
          onPress={() => change(desk, (seats) => seats.filter((other) => other.seatId !== seatId))}
          isDisabled={isFixed}
        />
      </div>
      <SeatWord seatId={seatId} />
      {line !== null && isExplained && <PriceSteps line={line} />}
    </div>
  );
});
