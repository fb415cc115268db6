import { expect, test } from 'vitest';
import { StaffId } from '#shared/wire/scalars.ts';
import { forgetForServer, keepForServer, takeForServer } from './for-server.ts';

test('[CTR27] the PIN that waits for the server is given out once, for its own person, and then forgotten', () => {
  const [ada, bo] = [StaffId.parse('ada'), StaffId.parse('bo')];
  keepForServer({ staffId: ada, pin: '1234' });
  expect(takeForServer(ada)).toBe('1234');
  expect(takeForServer(ada)).toBeNull();
  keepForServer({ staffId: ada, pin: '1234' });
  expect(takeForServer(bo)).toBeNull();
  expect(takeForServer(ada)).toBeNull();
  keepForServer({ staffId: ada, pin: '1234' });
  forgetForServer();
  expect(takeForServer(ada)).toBeNull();
});
