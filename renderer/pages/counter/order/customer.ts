import type { Customer } from '#shared/wire/booking.ts';

/** A customer from what was typed: empty fields are left out, not stored as empty. */
export function customerOf(typed: { name: string; phone: string; email: string }): Customer {
  const [name, phone, email] = [typed.name.trim(), typed.phone.trim(), typed.email.trim()];
  return {
    ...(name === '' ? {} : { name }),
    ...(phone === '' ? {} : { phone }),
    ...(email === '' ? {} : { email }),
  };
}
