import { drawPaper, escapeXml } from './draw.ts';
import type { PrinterFaults } from './faults.ts';
import type { Paper } from './paper.ts';

/** The page that shows what a simulated printer printed. It carries no script or style of its own: the policy allows none. */
export function printerPage(
  { title, path }: { readonly title: string; readonly path: string },
  papers: readonly Paper[],
  faults: PrinterFaults,
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)}</title>
<link rel="stylesheet" href="${path}/page.css">
<script type="module" src="${path}/page.js"></script>
</head>
<body>
<header>
<h1>${escapeXml(title)}</h1>
<p>Simulated: what a real printer would put on paper, newest first.</p>
<fieldset><legend>Make it fail</legend>${switches(faults)}</fieldset>
</header>
<main id="papers" aria-live="polite">${paperList(papers)}</main>
</body>
</html>
`;
}

/** The papers alone, for the page to take in while it is open. */
export function paperList(papers: readonly Paper[]): string {
  if (papers.length === 0) {
    return '<p class="empty">Nothing printed yet. Sell a ticket at this counter and it appears here.</p>';
  }
  return papers
    .map((paper) => {
      const time = `<time datetime="${escapeXml(paper.at)}">${escapeXml(paper.at.slice(11, 19))} UTC</time>`;
      if (paper.what === 'drawer') return `<p class="drawer">Cash drawer opened ${time}</p>`;
      const end = paper.end === 'torn' ? ' <strong>not finished: the line broke</strong>' : '';
      return `<article data-paper="${paper.id}"><p>No. ${paper.id}, ${time}${end}</p>${drawPaper(paper)}</article>`;
    })
    .join('\n');
}

function switches(faults: PrinterFaults): string {
  const all = [
    ['offline', 'switched off', faults.offline],
    ['paperOut', 'out of paper', faults.paperOut],
    ['silent', 'prints, but never confirms', faults.silent],
    ['cutOff', 'line breaks in mid-ticket', faults.cutOffAfterBytes !== null],
  ] as const;
  return all
    .map(
      ([name, label, on]) =>
        `<label><input type="checkbox" name="${name}"${on ? ' checked' : ''}> ${label}</label>`,
    )
    .join('');
}

export const PAGE_CSS = `
:root { color-scheme: light dark; font-family: 'Noto Sans', system-ui, sans-serif; background: #e9e5dc; color: #1c1a22; }
body { margin: 0; padding: 24px; }
header { max-width: 60rem; margin: 0 auto 24px; }
h1 { font-size: 24px; margin: 0; }
p { margin: 8px 0; }
fieldset { border: 1px solid #8a8478; border-radius: 8px; padding: 8px 16px; }
label { display: inline-flex; align-items: center; gap: 8px; min-height: 44px; margin-inline-end: 24px; }
main { display: flex; flex-wrap: wrap; gap: 24px; align-items: flex-start; justify-content: center; }
article { max-width: 100%; }
article p, .drawer { font-size: 13px; font-variant-numeric: tabular-nums; }
.drawer, .empty { flex-basis: 100%; text-align: center; }
.paper { max-width: 100%; height: auto; filter: drop-shadow(0 2px 6px rgb(0 0 0 / 0.3)); }
.sheet { fill: #fffdf6; }
.ink { fill: #16151a; }
.on-ink { fill: #fffdf6; }
.qr { shape-rendering: crispEdges; }
.box { fill: none; stroke: #16151a; stroke-width: 2; }
text { font-family: 'DejaVu Sans Mono', Menlo, Consolas, monospace; white-space: pre; }
.bold { font-weight: 700; }
.underline { text-decoration: underline; }
@media (prefers-color-scheme: dark) { :root { background: #1b1a22; color: #f1ece0; } }
`;

/** Asks once a second whether there is new paper, which is cheap when there is none, and sets the switches. */
export const PAGE_JS = `
const papers = document.getElementById('papers');
const path = location.pathname.replace(/\\/$/, '');
let mark = '';
async function look() {
  try {
    const answer = await fetch(path + '/papers', { headers: mark === '' ? {} : { 'if-none-match': mark } });
    if (answer.status !== 200) return;
    const next = answer.headers.get('etag') ?? '';
    const html = await answer.text();
    if (next === mark) return;
    mark = next;
    papers.innerHTML = html;
  } catch {
    // The agent is starting again; the next look finds it.
  }
}
setInterval(look, 1000);
look();
for (const box of document.querySelectorAll('input[type=checkbox]')) {
  box.addEventListener('change', () => {
    const on = (name) => document.querySelector('input[name=' + name + ']').checked;
    fetch(path + '/faults', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-foyer-bridge': '1' },
      body: JSON.stringify({
        offline: on('offline'),
        paperOut: on('paperOut'),
        silent: on('silent'),
        cutOffAfterBytes: on('cutOff') ? 400 : null,
      }),
    });
  });
}
`;
