/** Milliseconds as seconds, to the tenth: nobody reads more of it. */
export const tenths = (ms: number): number => Math.round(ms / 100) / 10;
