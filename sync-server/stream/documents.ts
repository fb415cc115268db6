import type { CollectionName } from '#shared/wire/collections.ts';
import type { Caller, Engine } from '../engine.ts';
import { pullText } from '../feed/map-text.ts';
import { STREAM_PAGE_DOCUMENTS, STREAM_STALL_MS_MAX } from '../http/bounds.ts';
import { type Channel, sseMessage } from './channel.ts';
import type { Hub } from './hub.ts';

export type DocumentsOptions = {
  readonly engine: Pick<Engine, 'pull' | 'heads' | 'epoch'>;
  readonly hub: Hub;
  readonly channel: Channel;
  readonly caller: Caller;
  readonly collection: CollectionName;
  /** How long the client may take for one page. */
  readonly stallMsMax?: number;
};

/**
 * Sends `{documents, checkpoint}` for everything that changes from now on: what the stock RxDB client listens to
 * (it pulls by itself when the line opens). The next page is read only when the client has taken the last one, so a
 * slow client costs one page of memory. Returns the way to stop; `onFailed` hears why the sending ended by itself.
 */
export async function sendDocuments(
  options: DocumentsOptions,
  onFailed: (error: unknown) => void,
): Promise<() => void> {
  const { engine, hub, channel, caller, collection } = options;
  const stallMsMax = options.stallMsMax ?? STREAM_STALL_MS_MAX;
  // News that comes before the head is known waits: `lwt` is null until then.
  let lwt: number | null = null;
  let sending = false;
  let more = false;

  /** Sends one page; whether there may be another. */
  const sendPage = async (after: number): Promise<boolean> => {
    const query = { lwt: after, id: engine.epoch, limit: STREAM_PAGE_DOCUMENTS };
    const page = await engine.pull(caller, collection, query);
    if ('wrongEpoch' in page) {
      channel.close(); // the client connects again, pulls and hears of the new epoch
      return false;
    }
    lwt = page.checkpoint.lwt;
    if (page.documents.length === 0) return false;
    channel.send(sseMessage(pullText(page)));
    return (await channel.drained(stallMsMax)) && page.documents.length === STREAM_PAGE_DOCUMENTS;
  };

  const pump = async (): Promise<void> => {
    more = true;
    if (sending) return;
    sending = true;
    try {
      while (more && lwt !== null && channel.open) {
        more = false;
        while (channel.open && (await sendPage(lwt)));
      }
    } finally {
      sending = false;
    }
  };

  const leave = hub.join(caller.device.cinemaId, (news) => {
    if (news.has(collection)) pump().catch(onFailed);
  });
  try {
    lwt = (await engine.heads(caller.device.cinemaId)).get(collection) ?? 0;
  } catch (error) {
    leave();
    throw error;
  }
  if (more) pump().catch(onFailed);
  return leave;
}
