/** A line of `/stream` is short; more than this without an end is not our server talking. */
const BUFFER_CHARACTERS_MAX = 1_000_000;

/**
 * Reads server-sent events as they arrive in pieces: give it text, get the data of every event that is complete.
 * Comments (the server's sign of life) and unknown fields give nothing.
 */
export function createEventParser(): (text: string) => string[] {
  let buffer = '';
  let data: string[] = [];
  return (text) => {
    buffer += text;
    if (buffer.length > BUFFER_CHARACTERS_MAX) throw new Error('an event stream without line ends');
    const events: string[] = [];
    // A carriage return at the very end may be half of a line end: it waits for the next piece.
    for (;;) {
      const end = /\r\n|\n|\r(?!$)/.exec(buffer);
      if (end === null) return events;
      const line = buffer.slice(0, end.index);
      buffer = buffer.slice(end.index + end[0].length);
      if (line === '' && data.length > 0) {
        events.push(data.join('\n'));
        data = [];
      } else if (line.startsWith('data:')) data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
    }
  };
}
