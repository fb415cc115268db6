import { sizesOf, themesOf } from './looks.ts';
import { nameOf, SIZES, type State, viewportOf } from './state.ts';

export type Shown = { readonly state: State; readonly failure: string | null };

/** Where a picture lies, seen from the gallery's folder. */
export const pictureOf = (state: State, theme: string, size: string): string =>
  `${nameOf(state)}-${theme === 'ink' ? 'dark' : 'light'}-${size}.png`;

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function pictures(state: State): string {
  return sizesOf(state)
    .flatMap((size) => themesOf(state).map((theme) => ({ size, theme, file: pictureOf(state, theme, size) })))
    .map(({ size, theme, file }) => {
      const { width, height } = viewportOf(size);
      return `<a class="s${size}" href="${file}"><img loading="lazy" width="${width}" height="${height}" src="${file}" alt="${escaped(`${nameOf(state)}, ${theme}, ${size}`)}"></a>`;
    })
    .join('');
}

function section({ state, failure }: Shown): string {
  const name = escaped(nameOf(state));
  const body = failure === null ? `<div>${pictures(state)}</div>` : `<pre>${escaped(failure)}</pre>`;
  return `<section id="${name}"><h2>${name}</h2>${body}</section>`;
}

/** One page with every picture, the sizes and themes of a state side by side. */
export function indexPage(shown: readonly Shown[]): string {
  const links = shown.map(({ state }) => `<a href="#${nameOf(state)}">${escaped(nameOf(state))}</a>`);
  const sizes = SIZES.map((size) => `.s${size} img { height: 300px; width: auto; }`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Foyer: every page in every state</title>
<style>
body { margin: 24px; background: #77737e; color: #fff; font: 16px/1.5 system-ui, sans-serif; }
nav { display: flex; flex-wrap: wrap; gap: 4px 16px; }
a { color: inherit; }
section > div { display: flex; gap: 8px; overflow-x: auto; }
${sizes.join('\n')}
</style>
</head>
<body>
<h1>Every page in every state</h1>
<nav>${links.join(' ')}</nav>
${shown.map(section).join('\n')}
</body>
</html>
`;
}
