import { formatMoney } from '#shared/domain/money.ts';
import { escapeXml } from '../simulator/draw.ts';
import { TERMINAL_BEHAVIOURS, type TerminalBehaviour } from './behaviour.ts';
import type { LedgerEntry } from './ledger.ts';
import type { Display } from './simulated/engine.ts';

/** Payments shown on the page. */
const SHOWN_MAX = 30;

/** The page of a simulated card terminal: its display, what it does next, and what it has captured. */
export function terminalPage(
  device: string,
  display: Display,
  payments: readonly LedgerEntry[],
  behaviour: TerminalBehaviour,
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Card terminal of ${escapeXml(device)}</title>
<link rel="stylesheet" href="/terminal/page.css">
<script type="module" src="/terminal/page.js"></script>
</head>
<body>
<main>
<section class="terminal" aria-label="Card terminal">
<div id="display" role="status">${displayHtml(display, behaviour)}</div>
<div class="slot" aria-hidden="true"></div>
<fieldset><legend>What the next card does</legend>${choices(behaviour)}</fieldset>
</section>
<section class="book">
<h1>Card terminal of ${escapeXml(device)}</h1>
<p>Simulated: no card and no money is real. It takes about a second by itself.</p>
<div id="payments">${paymentList(payments)}</div>
</section>
</main>
</body>
</html>
`;
}

const WORDS: Record<TerminalBehaviour['next'], string> = {
  approve: 'Approve',
  decline: 'Decline',
  slow: 'Approve slowly (8 s)',
  late: 'Approve when the till has given up (20 s)',
  'silent-after': 'Charge, then say nothing',
  'silent-before': 'Answer nothing, charge nothing',
  'link-after': 'Charge, then break the line',
  'link-before': 'Break the line, charge nothing',
  duplicate: 'Approve and answer twice',
  'wrong-amount': 'Charge 1.00 too much',
  'power-cut': 'Power cut (stays off)',
};

function choices({ next }: TerminalBehaviour): string {
  return TERMINAL_BEHAVIOURS.map(
    (name) =>
      `<label><input type="radio" name="next" value="${name}"${name === next ? ' checked' : ''}> ${WORDS[name]}</label>`,
  ).join('');
}

/** What stands on the small screen. */
export function displayHtml(display: Display, { next }: TerminalBehaviour): string {
  if (next === 'power-cut') return '<p class="off">&nbsp;</p>';
  switch (display.kind) {
    case 'ready':
      return '<p>Welcome</p><p class="big">Ready</p>';
    case 'card':
      return `<p>Please present card</p><p class="big">${sumOf(display.amount, display.currency)}</p>`;
    case 'done':
      return `<p>${sumOf(display.amount, display.currency)}</p><p class="big">${display.result === 'approved' ? 'Approved' : 'Declined'}</p>`;
  }
}

export function paymentList(payments: readonly LedgerEntry[]): string {
  if (payments.length === 0) return '<p>Nothing yet. Pay by card at this kiosk and it appears here.</p>';
  const rows = payments
    .slice(0, SHOWN_MAX)
    .map(
      ({ number, kind, at, amount, currency, status, message }) =>
        `<tr><td>${number}</td><td>${escapeXml(at.slice(11, 19))}</td><td class="sum">${kind === 'refund' ? '−' : ''}${sumOf(amount, currency)}</td><td>${status}</td><td>${status === 'declined' ? escapeXml(message) : ''}</td></tr>`,
    );
  return `<table><thead><tr><th>No.</th><th>UTC</th><th>Sum</th><th>State</th><th>Why</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

const sumOf = (amount: number, currency: string): string => escapeXml(formatMoney(amount, currency, 'en'));

export const TERMINAL_CSS = `
:root { color-scheme: light; font-family: 'Noto Sans', system-ui, sans-serif; background: #e9e5dc; color: #1c1a22; }
body { margin: 0; padding: 32px 24px; }
main { display: flex; flex-wrap: wrap; gap: 40px; justify-content: center; align-items: flex-start; }
.terminal { width: 300px; padding: 24px 24px 16px; border-radius: 32px 32px 24px 24px; background: #26232e; color: #f5f0e6; box-shadow: 0 16px 40px rgb(20 18 27 / 35%); }
#display { display: flex; flex-direction: column; justify-content: center; min-height: 128px; padding: 16px; border-radius: 12px; background: #cfe0cf; color: #14231a; text-align: center; }
#display:has(.off) { background: #3a3742; }
#display p { margin: 4px 0; }
.big { font-size: 28px; font-weight: 600; font-variant-numeric: tabular-nums; }
.slot { height: 8px; margin: 20px 32px; border-radius: 4px; background: #0e0c14; }
fieldset { margin: 0; padding: 0; border: 0; }
legend { padding: 0 0 4px; font-size: 14px; color: #b7afc2; }
label { display: flex; align-items: center; gap: 12px; min-height: 44px; padding-inline: 12px; border-radius: 8px; }
label:has(:checked) { background: #3a3547; }
label:has(:focus-visible) { outline: 3px solid #a3b8ff; outline-offset: -3px; }
input { accent-color: #f6b12d; width: 20px; height: 20px; margin: 0; }
.book { flex: 1 1 360px; max-width: 560px; }
h1 { margin: 0; font-size: 24px; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th { text-align: start; font-size: 14px; font-weight: 400; color: #585263; }
th, td { padding: 8px 16px 8px 0; border-bottom: 1px solid #cdc5b6; white-space: nowrap; }
th:nth-child(3), .sum { text-align: end; }
`;

/** Looks twice a second, which is cheap on one's own machine, and sets the switch. */
export const TERMINAL_JS = `
const display = document.getElementById('display');
const payments = document.getElementById('payments');
async function look() {
  try {
    const answer = await fetch('/terminal/state');
    if (answer.status !== 200) return;
    const now = await answer.json();
    if (display.innerHTML !== now.displayHtml) display.innerHTML = now.displayHtml;
    if (payments.innerHTML !== now.paymentsHtml) payments.innerHTML = now.paymentsHtml;
    for (const radio of document.querySelectorAll('input[name=next]')) radio.checked = radio.value === now.next;
  } catch {
    // The agent is starting again; the next look finds it.
  }
}
setInterval(look, 500);
for (const radio of document.querySelectorAll('input[name=next]')) {
  radio.addEventListener('change', () => {
    fetch('/terminal/behaviour', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-foyer-bridge': '1' },
      body: JSON.stringify({ next: radio.value }),
    });
  });
}
`;
