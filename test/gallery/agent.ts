import { join } from 'node:path';
import { z } from 'zod';
import { Program } from '../support/processes.ts';

const Ready = z.object({ event: z.literal('ready'), url: z.url() });
const PAGES = process.env['FOYER_PAGES'];

/** An agent of a device that nobody has enrolled. */
export async function openAgent(options: {
  readonly folder: string;
  readonly name: string;
  readonly port: number;
}): Promise<{ url: string; close: () => Promise<unknown> }> {
  const { folder, name, port } = options;
  const agent = new Program('electron/agent/main.ts', [
    '--device',
    name,
    '--data',
    join(folder, 'strangers'),
    '--port',
    String(port),
    ...(PAGES === undefined ? [] : ['--pages', PAGES]),
  ]);
  const { url } = await agent.line((line) => {
    const read = Ready.safeParse(parsed(line));
    return read.success ? read.data : null;
  });
  return { url, close: () => agent.stop() };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
