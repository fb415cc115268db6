import { UserRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setCustomer } from '#renderer/commands/customer.ts';
import { TextField } from '#renderer/kit/index.ts';
import { sameJson } from '#shared/domain/equal.ts';
import type { Customer } from '#shared/wire/booking.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { customerOf } from './customer.ts';

/** Who the order is for; optional, and saved when a field is left. */
export function CustomerFields(): ReactNode {
  const { t } = useTranslation('counter');
  const isKnown = useView(({ booking }) => booking?.customer !== undefined);
  const id = useView(({ booking }) => booking?.id ?? null);
  const [isOpen, setOpen] = useState(isKnown);
  if (id === null) return null;
  return (
    <details className="group" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="flex min-h-target cursor-default items-center gap-2 rounded-md px-2 text-quiet hover:bg-sunk">
        <UserRound aria-hidden size={20} />
        {t('order.customer')}
      </summary>
      {isOpen && <Fields id={id} />}
    </details>
  );
}

function Fields({ id }: { id: BookingId }): ReactNode {
  const { t } = useTranslation('counter');
  const { desk } = useDesk();
  const saved = useView(({ booking }) => booking?.customer ?? {});
  const [name, setName] = useState(saved.name ?? '');
  const [phone, setPhone] = useState(saved.phone ?? '');
  const [email, setEmail] = useState(saved.email ?? '');
  const save = (): void => {
    const customer: Customer = customerOf({ name, phone, email });
    if (sameJson(customer, saved)) return;
    void desk.inTurn(() => setCustomer(desk.context(), id, customer));
  };
  return (
    <fieldset aria-label={t('order.customer')} className="grid min-w-0 grid-cols-2 gap-2 pt-2" onBlur={save}>
      <div className="col-span-2">
        <TextField label={t('order.name')} value={name} onChange={setName} maxLength={200} />
      </div>
      <TextField label={t('order.phone')} type="tel" value={phone} onChange={setPhone} maxLength={40} />
      <TextField label={t('order.email')} type="email" value={email} onChange={setEmail} maxLength={254} />
    </fieldset>
  );
}
