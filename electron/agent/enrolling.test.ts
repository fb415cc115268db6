import { expect, test } from 'vitest';
import { openDevice } from '../abilities/identity.ts';
import { fakeServer, temporaryFolder } from '../abilities/testing.ts';
import { type EnrolmentNews, type Invitation, watchEnrolment } from './enrolling.ts';

const INVITED: Invitation = { serverUrl: 'http://server', code: 'good', name: 'Counter 1' };

async function watched(server: ReturnType<typeof fakeServer>, folder: string, invited: Invitation | null) {
  const device = await openDevice({ folder, serverUrl: 'http://server', fetch: server.fetch });
  const news: EnrolmentNews[] = [];
  const watch = watchEnrolment(device, invited, (one) => news.push(one), { unanswered: 20, answered: 20 });
  return {
    device,
    news,
    [Symbol.dispose]: () => {
      watch.stop();
      device.close();
    },
  };
}

test('[AGT3] an invited device is enrolled as soon as the server answers, with the same code', async () => {
  using folder = temporaryFolder();
  const server = fakeServer();
  server.down = true;
  using till = await watched(server, folder.path, INVITED);
  await expect.poll(() => till.news).toMatchObject([{ event: 'not-enrolled' }]);
  server.down = false;
  await expect.poll(() => till.news.at(-1)).toEqual({ event: 'enrolled', deviceId: 'dev-1' });
  expect(server.enrolments).toHaveLength(1);
});

test('[AGT3] a refused code is said and not tried again', async () => {
  using folder = temporaryFolder();
  const server = fakeServer();
  using till = await watched(server, folder.path, { ...INVITED, code: 'bad' });
  await expect.poll(() => till.news.length).toBe(1);
  await new Promise((done) => setTimeout(done, 100));
  expect(till.news).toEqual([{ event: 'not-enrolled', why: 'The server refused the code: no such code' }]);
});

test('[AGT8] a device its server no longer knows says so once, and goes on', async () => {
  using folder = temporaryFolder();
  const server = fakeServer();
  {
    using till = await watched(server, folder.path, INVITED);
    await expect.poll(() => till.news.length).toBe(1);
  }
  server.tokens.clear();
  using till = await watched(server, folder.path, null);
  await expect.poll(() => till.news.length).toBe(1);
  await new Promise((done) => setTimeout(done, 100));
  expect(till.news).toMatchObject([
    { event: 'unknown-to-server', why: expect.stringContaining('no longer knows') },
  ]);
  expect(till.device.identity().enrolled).toBe(true);
});
