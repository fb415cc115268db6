import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel, SegmentedControl } from '#renderer/kit/index.ts';
import type { Dimension } from '#shared/wire/reports.ts';
import { BreakdownTable } from './breakdown-table.tsx';

const WHAT = ['movie', 'show', 'screen', 'ticketType', 'device'] as const satisfies readonly Dimension[];
const HOW = ['channel', 'tender', 'clerk'] as const satisfies readonly Dimension[];

/** What was sold: movies first. */
export function WhatPanel(): ReactNode {
  const { t } = useTranslation('today');
  const [dimension, setDimension] = useState<(typeof WHAT)[number]>('movie');
  return (
    <Panel
      title={t('by.title')}
      actions={
        <div className="print:hidden">
          <SegmentedControl
            label={t('by.title')}
            value={dimension}
            onChange={setDimension}
            options={WHAT.map((id) => ({ id, label: t(`by.${id}`) }))}
          />
        </div>
      }
    >
      <BreakdownTable dimension={dimension} />
    </Panel>
  );
}

/** How it was sold: where, for what money, and by whom. A few lines each, all in sight. */
export function HowPanel(): ReactNode {
  const { t } = useTranslation('today');
  return (
    <Panel title={t('by.how')}>
      <div className="flex flex-col gap-6">
        {HOW.map((dimension) => (
          <BreakdownTable key={dimension} dimension={dimension} />
        ))}
      </div>
    </Panel>
  );
}
