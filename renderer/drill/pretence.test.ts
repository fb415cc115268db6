import { expect, test } from 'vitest';
import { FakeHost } from '#renderer/commands/testing/host.ts';
import { BookingId } from '#shared/wire/scalars.ts';
import { createPretence } from './pretence.ts';

function stage() {
  const clock = { ms: 0 };
  const sent: string[] = [];
  const pretence = createPretence({
    monotonic: () => clock.ms,
    send: (input, init) => {
      const path = typeof input === 'string' ? input : '';
      sent.push(path);
      const { signal } = init ?? {};
      return new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('lost')));
        if (path !== '/slow') resolve(new Response('ok'));
      });
    },
  });
  return { clock, sent, pretence };
}

const job = { jobId: 'job', bookingId: BookingId.parse('b'), tickets: [] };

test('[DRL1] without the line, and without the server, nothing is sent', async () => {
  for (const what of ['line', 'server'] as const) {
    const { sent, pretence } = stage();
    pretence.begin(what, 1_000);
    await expect(pretence.fetch('/a')).rejects.toThrow('pretends');
    expect(sent).toEqual([]);
    pretence.end();
    expect((await pretence.fetch('/b')).status).toBe(200);
  }
});

test('[DRL1] what is on its way when the line goes is lost; what comes after it is not', async () => {
  const { pretence } = stage();
  const slow = pretence.fetch('/slow');
  pretence.begin('line', 1_000);
  await expect(slow).rejects.toThrow('lost');
  pretence.end();
  await expect(pretence.fetch('/a')).resolves.toBeInstanceOf(Response);
});

test('[DRL1] a drill ends by itself when its time is over', async () => {
  const { clock, pretence } = stage();
  pretence.begin('line', 1_000);
  clock.ms = 1_000;
  await expect(pretence.fetch('/a')).resolves.toBeInstanceOf(Response);
});

test('[DRL1] without the printer nothing reaches it, and the line is not touched', async () => {
  const { pretence } = stage();
  const host = new FakeHost();
  const bridge = pretence.over(host.bridge);
  pretence.begin('printer', 1_000);
  expect(await bridge.print(job)).toMatchObject({ result: 'failed' });
  expect(host.printed).toEqual([]);
  await expect(pretence.fetch('/a')).resolves.toBeInstanceOf(Response);
  pretence.end();
  expect(await bridge.print(job)).toMatchObject({ result: 'printed' });
});
