/** Whether a server can be asked there: an absolute web address without a path of its own being needed. */
export function isServerUrl(text: string): boolean {
  if (!URL.canParse(text.trim())) return false;
  const { protocol, hostname } = new URL(text.trim());
  return (protocol === 'http:' || protocol === 'https:') && hostname !== '';
}
