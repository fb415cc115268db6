import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChaos } from './world.ts';

/** `npm run chaos`: a long evening of cut lines and killed servers on real parts, and what was left of it. */
const folder = mkdtempSync(join(tmpdir(), 'foyer-chaos-'));
const seed = Number(process.argv[2] ?? '20261123');
try {
  process.stdout.write(`200 partitions of 0.1 to 30 s and 200 kills of the server, seed ${seed}\n`);
  const report = await runChaos({
    folder,
    tills: 2,
    partitions: 200,
    partitionMsMax: 30_000,
    kills: 200,
    seed,
    progress: (sentence) => process.stdout.write(`${sentence}\n`),
  });
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = report.wrong.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
