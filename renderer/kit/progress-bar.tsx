import type { ReactNode } from 'react';
import { ProgressBar as AriaProgressBar, Label } from 'react-aria-components';

export type ProgressBarProps = {
  label: string;
  done: number;
  total: number;
  /** What is written at the end, `12 of 40`; by default the share in percent. */
  valueText?: string;
};

/** How far long work has come; the work goes on when the page is left. */
export function ProgressBar({ label, done, total, valueText }: ProgressBarProps): ReactNode {
  return (
    <AriaProgressBar
      value={Math.min(done, total)}
      maxValue={Math.max(total, 1)}
      {...(valueText !== undefined && { valueLabel: valueText })}
      className="flex flex-col gap-1"
    >
      {({ percentage, valueText: share }) => (
        <>
          <div className="flex justify-between gap-4 text-sm">
            <Label>{label}</Label>
            <span className="text-quiet">{valueText ?? share}</span>
          </div>
          <div className="h-2 overflow-hidden rounded-full bg-sunk">
            <div
              className="h-full origin-left rounded-full bg-text rtl:origin-right"
              style={{ transform: `scaleX(${(percentage ?? 0) / 100})` }}
            />
          </div>
        </>
      )}
    </AriaProgressBar>
  );
}
