import { UserRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setCustomer } from '#renderer/commands/customer.ts';
import { TextField } from '#renderer/kit/index.ts';
import type { Customer } from '#shared/wire/booking.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { customerOf } from './customer.ts';

/** Who the order is for; optional, and saved when a field is left. */
export function CustomerFields(): ReactNode {
  const { t } = useTranslation('counter');
  const { desk, view } = useDesk();
  const { booking } = view;
  const [name, setName] = useState(booking?.customer?.name ?? '');
  const [phone, setPhone] = useState(booking?.customer?.phone ?? '');
  const [email, setEmail] = useState(booking?.customer?.email ?? '');
  if (booking === null) return null;
  const save = (): void => {
    const customer: Customer = customerOf({ name, phone, email });
    if (JSON.stringify(customer) === JSON.stringify(booking.customer ?? {})) return;
    void desk.inTurn(() => setCustomer(desk.context(), booking.id, customer));
  };
  return (
    <details className="group" open={booking.customer !== undefined} onBlur={save}>
      <summary className="flex min-h-target cursor-default items-center gap-2 rounded-md px-2 text-quiet hover:bg-sunk">
        <UserRound aria-hidden size={20} />
        {t('order.customer')}
      </summary>
      <div className="grid grid-cols-2 gap-2 pt-2">
        <div className="col-span-2">
          <TextField label={t('order.name')} value={name} onChange={setName} maxLength={200} />
        </div>
        <TextField label={t('order.phone')} type="tel" value={phone} onChange={setPhone} maxLength={40} />
        <TextField label={t('order.email')} type="email" value={email} onChange={setEmail} maxLength={254} />
      </div>
    </details>
  );
}
