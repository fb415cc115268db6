import type { PullAnswer, WireDocument } from '#shared/wire/messages.ts';

const travelling = new WeakMap<object, WireDocument>();
const texts = new WeakMap<WireDocument, string>();

/**
 * A show's map on its way to a replica. As long as the map is the same object, which it is until a seat of it changes,
 * so is this, and its text is written once: of all that is pulled, maps are the longest and go to every kiosk.
 */
export function travellingMap(map: { readonly id: string }): WireDocument {
  const known = travelling.get(map);
  if (known !== undefined) return known;
  const wire = { ...map, _deleted: false };
  travelling.set(map, wire);
  texts.set(wire, JSON.stringify(wire));
  return wire;
}

/** The JSON of an answer to a pull. */
export function pullText(answer: PullAnswer): string {
  const { documents, checkpoint } = answer;
  const [first] = documents;
  // A page holds documents of one collection: maps, or none.
  if (first === undefined || !texts.has(first)) return JSON.stringify(answer);
  const written = documents.map((document) => texts.get(document) ?? JSON.stringify(document));
  return `{"documents":[${written.join(',')}],"checkpoint":${JSON.stringify(checkpoint)}}`;
}
