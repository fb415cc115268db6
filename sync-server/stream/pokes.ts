import type { CollectionName } from '#shared/wire/collections.ts';
import type { StreamEvent } from '#shared/wire/messages.ts';
import type { Caller, Engine } from '../engine.ts';
import { type Channel, sseMessage } from './channel.ts';
import type { Hub, News } from './hub.ts';

/** Framed pokes for those of `collections` that have news; empty when there is none. */
export function pokesText(collections: readonly CollectionName[], news: News): string {
  let text = '';
  for (const collection of collections) {
    const lwt = news.get(collection);
    if (lwt === undefined) continue;
    const poke: StreamEvent = { kind: 'poke', collection, lwt };
    text += sseMessage(JSON.stringify(poke));
  }
  return text;
}

/** Builds each text once for all connections that asked for the same collections. */
export function sharedPokes(): typeof pokesText {
  let newest: News | null = null;
  const texts = new Map<string, string>();
  return (collections, news) => {
    if (news !== newest) {
      newest = news;
      texts.clear();
    }
    const key = collections.join(',');
    const known = texts.get(key);
    if (known !== undefined) return known;
    const text = pokesText(collections, news);
    texts.set(key, text);
    return text;
  };
}

/**
 * Pokes a client about `collections` until its channel closes. It first listens and then pokes about every
 * collection, so that what was committed between the client's last pull and now is pulled too. Over the same line a
 * kiosk is asked for seats entrusted to it.
 */
export async function sendPokes(
  parts: { readonly engine: Engine; readonly hub: Hub; readonly textOf: typeof pokesText },
  channel: Channel,
  caller: Caller,
  collections: readonly CollectionName[],
): Promise<() => void> {
  const { cinemaId } = caller.device;
  const detach = parts.engine.allotments.attach(caller, ({ allotmentId, epoch, seatIds }) => {
    const recall: StreamEvent = { kind: 'recall', allotmentId, epoch, seatIds: [...seatIds] };
    channel.send(sseMessage(JSON.stringify(recall)));
  });
  const unjoin = parts.hub.join(cinemaId, (news) => {
    const text = parts.textOf(collections, news);
    if (text !== '') channel.send(text);
  });
  const leave = (): void => {
    detach();
    unjoin();
  };
  try {
    const heads = await parts.engine.heads(cinemaId);
    const first = new Map(collections.map((collection) => [collection, heads.get(collection) ?? 0]));
    channel.send(pokesText(collections, first));
  } catch (error) {
    leave();
    throw error;
  }
  return leave;
}
