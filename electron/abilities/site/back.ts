/** In the desktop window the page stands where the till was: it leads back. In a browser it has a tab of its own. */
export const BACK_JS = `
if (!location.protocol.startsWith('http')) {
  const back = document.createElement('a');
  back.href = '/';
  back.textContent = '← Back to the till';
  document.body.prepend(back);
}
`;
