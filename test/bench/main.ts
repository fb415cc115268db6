/**
 * `npm run bench`: measures the whole system. `-- holds map` runs some benches, `--quick` proves that they work,
 * `--json <file>` also writes the report for programs, `--help` names the benches. Progress goes to standard error, the report to standard output.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';
import { bestAvailableBench } from './best-available.ts';
import { entrustedBench } from './entrusted/index.ts';
import { holdsBench } from './holds/index.ts';
import { leaveNothing } from './leftovers.ts';
import { loadNow, machine } from './machine.ts';
import { liveMapBench } from './page/live-map.ts';
import { otherKioskBench } from './page/other-kiosk.ts';
import { replicaBench } from './page/replica.ts';
import { tapBench } from './page/tap.ts';
import { type Report, reportJson, reportText, type Section } from './report.ts';
import { simulationBench } from './simulation.ts';
import { todayBench } from './today/index.ts';

const BENCHES: readonly Bench[] = [
  bestAvailableBench,
  holdsBench,
  entrustedBench,
  replicaBench,
  tapBench,
  otherKioskBench,
  liveMapBench,
  todayBench,
  simulationBench,
];

const complain = (line: string): void => void process.stderr.write(`${line}\n`);

async function section(bench: Bench, quick: boolean, folder: string): Promise<Section> {
  const startedMs = performance.now();
  const elapsed = (): number => (performance.now() - startedMs) / 1_000;
  const say = (line: string): void =>
    complain(`  ${elapsed().toFixed(0).padStart(4)} s  ${bench.name}: ${line}`);
  const about = { bench: bench.name, about: bench.about };
  const ended = () => ({ seconds: elapsed(), load: loadNow() });
  try {
    const outcome = await bench.run({ quick, say, folder });
    return { ...about, ...outcome, ...ended() };
  } catch (error) {
    complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 1;
    const failure = error instanceof Error ? error.message : String(error);
    return { ...about, figures: [], targets: [], failure, ...ended() };
  }
}

const KNOWN = BENCHES.map(({ name, about }) => `  ${name.padEnd(8)} ${about}`).join('\n');
const USAGE = `npm run bench -- [--quick] [--json <file>] [bench …]\n\nAll benches, or those that are named:\n${KNOWN}\n`;

function chosen(names: readonly string[]): readonly Bench[] {
  const unknown = names.filter((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown.length > 0) {
    throw new Error(`There is no bench ${unknown.join(', ')}. There are:\n${KNOWN}`);
  }
  return names.length === 0 ? BENCHES : BENCHES.filter(({ name }) => names.includes(name));
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const benches = chosen(positionals);
  const folder = mkdtempSync(join(tmpdir(), 'foyer-bench-'));
  leaveNothing(() => rmSync(folder, { recursive: true, force: true }));
  const measuredOn = machine();
  const sections: Section[] = [];
  for (const bench of benches) {
    complain(`${bench.name}: ${bench.about}`);
    sections.push(await section(bench, values.quick, folder));
  }
  const report: Report = { machine: measuredOn, quick: values.quick, sections };
  if (values.json !== undefined) writeFileSync(resolve(values.json), reportJson(report));
  process.stdout.write(`\n${reportText(report)}`);
}

main().catch((error: unknown) => {
  complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
});
