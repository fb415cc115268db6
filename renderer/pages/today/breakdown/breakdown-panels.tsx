import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel, SegmentedControl } from '#renderer/kit/index.ts';
import type { Dimension } from '#shared/wire/reports.ts';
import { BreakdownTable } from './breakdown-table.tsx';

const WHAT = ['movie', 'show', 'screen', 'ticketType'] as const satisfies readonly Dimension[];
const HOW = ['channel', 'tender', 'clerk', 'device'] as const satisfies readonly Dimension[];

/** What was sold: movies first. */
export function WhatPanel(): ReactNode {
  return <BreakdownPanel choices={WHAT} first="movie" />;
}

/** How it was sold: where, for what money, and by whom. */
export function HowPanel(): ReactNode {
  return <BreakdownPanel choices={HOW} first="channel" />;
}

function BreakdownPanel<Name extends Dimension>(props: { choices: readonly Name[]; first: Name }): ReactNode {
  const { choices, first } = props;
  const { t } = useTranslation('today');
  const [dimension, setDimension] = useState<Name>(first);
  const word: (name: Dimension) => string = (name) => t(`by.${name}`);
  return (
    <Panel
      title={t('by.title')}
      actions={
        <SegmentedControl
          label={t('by.title')}
          value={dimension}
          onChange={setDimension}
          options={choices.map((id) => ({ id, label: word(id) }))}
        />
      }
    >
      <BreakdownTable dimension={dimension} />
    </Panel>
  );
}
