import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton, Money, Select } from '#renderer/kit/index.ts';
import { TicketType } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { seatName, seatOf } from '../map/choice.ts';
import { askSeats } from './ask.ts';
import { lineFor, retyped } from './lines.ts';
import { PriceSteps } from './price-steps.tsx';

/** The seats of the order, each with its ticket and why it costs what it does. */
export function SeatRows(): ReactNode {
  const { t } = useTranslation(['trade', 'counter']);
  const { view, desk } = useDesk();
  const isFixed = view.booking?.status === 'paying';
  const count = t('seatCount', { count: view.seats.length });
  const options = TicketType.options.map((type) => ({ id: type, label: t(`ticketType.${type}`) }));
  const retype = (ticketType: TicketType, only: SeatId | null): void => {
    if (view.listing === null) return;
    void askSeats(desk, view.listing.show.id, retyped(view.seats, ticketType, only));
  };
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-2 text-sm text-quiet">
        <span className="flex-1">
          {view.booking === null
            ? count
            : t('order.code', { ns: 'counter', seats: count, code: view.booking.code })}
        </span>
        {view.seats.length > 1 && !isFixed && (
          <AllAs options={options} onChange={(type) => retype(type, null)} />
        )}
      </div>
      <ul className="flex flex-col gap-1">
        {view.seats.map(({ seatId, ticketType }) => (
          <li key={seatId}>
            <SeatRow
              seatId={seatId}
              ticketType={ticketType}
              options={options}
              isFixed={isFixed}
              onRetype={(type) => retype(type, seatId)}
              onDrop={() => {
                if (view.listing === null) return;
                const rest = view.seats.filter((seat) => seat.seatId !== seatId);
                void askSeats(desk, view.listing.show.id, rest);
              }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

type Options = readonly { id: TicketType; label: string }[];

/** One ticket type for every seat; mixed orders show that of the first. */
function AllAs({ options, onChange }: { options: Options; onChange: (type: TicketType) => void }): ReactNode {
  const { t } = useTranslation('counter');
  const { view } = useDesk();
  return (
    <>
      <span aria-hidden>{t('order.allAs')}</span>
      <Select
        label={t('order.allAs')}
        hideLabel
        options={options}
        value={view.seats[0]?.ticketType ?? 'adult'}
        onChange={onChange}
      />
    </>
  );
}

function SeatRow(props: {
  seatId: SeatId;
  ticketType: TicketType;
  options: Options;
  isFixed: boolean;
  onRetype: (type: TicketType) => void;
  onDrop: () => void;
}): ReactNode {
  const { seatId, ticketType, options, isFixed, onRetype, onDrop } = props;
  const { t } = useTranslation(['counter', 'trade']);
  const { view } = useDesk();
  const seat = view.screen === null ? undefined : seatOf(view.screen, seatId);
  const name = seat === undefined ? seatId : seatName(seat);
  const line = lineFor(view.booking?.price, seatId, ticketType);
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
            onChange={onRetype}
            isDisabled={isFixed}
          />
        </span>
        <span className="w-18 shrink-0 text-end">{line !== null && <Money minor={line.total} />}</span>
        <IconButton icon={X} label={t('order.drop', { seat: name })} onPress={onDrop} isDisabled={isFixed} />
      </div>
      {line !== null && <PriceSteps line={line} />}
    </div>
  );
}
