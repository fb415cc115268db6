import { type Figure, isMet, type Outcome, type Target } from './figures.ts';
import type { Machine } from './machine.ts';

export type Section = Outcome & {
  readonly bench: string;
  readonly about: string;
  readonly seconds: number;
  /** Load averages when the bench ended. */
  readonly load: string;
  /** Why there are no figures: something that was measured was wrong, or broke. */
  readonly failure?: string;
};

export type Report = {
  readonly machine: Machine;
  readonly quick: boolean;
  readonly sections: readonly Section[];
};

function rounded(value: number): string {
  if (value >= 1_000) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

const figureRow = (figure: Figure): string[] => [
  figure.note === undefined ? figure.what : `${figure.what} (${figure.note})`,
  figure.unit,
  figure.n.toLocaleString('en'),
  rounded(figure.p50),
  figure.p99 === undefined ? '' : rounded(figure.p99),
  figure.max === undefined ? '' : rounded(figure.max),
];

function targetLine(target: Target): string {
  const sign = target.sense === 'at-least' ? '≥' : '≤';
  const verdict = isMet(target) ? 'met   ' : 'MISSED';
  return `  ${verdict} ${target.id}  ${target.what}: ${rounded(target.ratio)} × ${target.to} (target ${sign} ${target.limit})`;
}

function figureLines({ figures }: Section): string[] {
  const head = ['', 'unit', 'n', 'median', 'p99', 'max'];
  return table([head, ...figures.map(figureRow)]).map((line) => `  ${line}`);
}

/** The report for people. */
export function reportText({ machine, quick, sections }: Report): string {
  const head = Object.entries(machine).map(([name, value]) => `${name.padEnd(10)} ${value}`);
  if (quick) head.push('', 'QUICK RUN: it proves that the benches work; its figures mean nothing.');
  const parts = sections.map((section) =>
    [
      `${section.bench}: ${section.about}  [${Math.round(section.seconds)} s, load ${section.load}]`,
      ...(section.failure === undefined
        ? figureLines(section)
        : [`  FAILED, no figures: ${section.failure}`]),
      ...section.targets.map(targetLine),
    ].join('\n'),
  );
  return `${[head.join('\n'), ...parts].join('\n\n')}\n`;
}

/** The report for programs: the same, with each target's verdict. */
export function reportJson(report: Report): string {
  const sections = report.sections.map((section) => ({
    ...section,
    targets: section.targets.map((target) => ({ ...target, met: isMet(target) })),
  }));
  return `${JSON.stringify({ ...report, sections }, null, 2)}\n`;
}
