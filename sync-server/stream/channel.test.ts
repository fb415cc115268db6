import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { STREAM_BUFFER_BYTES_MAX } from '../http/bounds.ts';
import { until } from '../http/testing/server.ts';
import { type Channel, openChannel } from './channel.ts';

const PIECE = `data: ${'x'.repeat(64 * 1024)}\n\n`;
let server: Server | null = null;
let socket: Socket | null = null;
afterEach(() => {
  socket?.destroy();
  server?.close();
});

/** A channel to a client that reads the head of the answer and then sleeps. */
async function channelToSleeper() {
  const state = { dropped: null as boolean | null, waitingBytes: () => 0 };
  const opened = new Promise<Channel>((resolve) => {
    server = createServer((_request, response) => {
      state.waitingBytes = () => response.writableLength;
      resolve(
        openChannel(response, { 'x-carried': 'yes' }, (dropped) => {
          state.dropped = dropped;
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null | undefined = server?.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server listens on no port.');
  const sleeper = connect(address.port, '127.0.0.1');
  socket = sleeper;
  sleeper.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  const head = new Promise<string>((resolve) => sleeper.once('data', (data) => resolve(String(data))));
  const channel = await opened;
  const said = await head;
  sleeper.pause();
  return { channel, state, sleeper, said };
}

test('[STR4] a client that never reads is cut off, and little waits for it until then', async () => {
  const { channel, state } = await channelToSleeper();
  for (let sent = 0; channel.open && sent < 1_000; sent += 1) {
    channel.send(PIECE);
    expect(state.waitingBytes()).toBeLessThanOrEqual(STREAM_BUFFER_BYTES_MAX + PIECE.length + 100);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect([channel.open, state.dropped]).toEqual([false, true]);
});

test('[STR4] a client that takes too long over one page is cut off', async () => {
  const { channel, state } = await channelToSleeper();
  let taken = true;
  for (let sent = 0; taken && sent < 1_000; sent += 1) {
    channel.send(PIECE);
    taken = await channel.drained(100);
  }
  expect([taken, channel.open, state.dropped]).toEqual([false, false, true]);
});

test('[STR4] a slow client that does read goes on', async () => {
  const { channel, state, sleeper } = await channelToSleeper();
  let read = 0;
  sleeper.on('data', (data) => {
    read += data.length;
  });
  for (let sent = 0; sent < 200; sent += 1) {
    sleeper.pause();
    channel.send(PIECE);
    sleeper.resume();
    expect(await channel.drained(5_000)).toBe(true);
  }
  channel.close();
  await until(() => read >= PIECE.length * 200);
  expect(state.dropped).toBe(false);
});

test('[STR4] a client that hangs up is no longer written to', async () => {
  const { channel, state, sleeper, said } = await channelToSleeper();
  expect(said).toContain('x-carried: yes');
  sleeper.destroy();
  await until(() => !channel.open);
  channel.send(PIECE);
  expect(await channel.drained(10)).toBe(false);
  expect(state.dropped).toBe(false);
});
