import type { ReactNode } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components';
import { cx } from '#renderer/kit/index.ts';

export type TableColumn<Item> = {
  readonly id: string;
  readonly label: string;
  /** Figures stand at the end of their column. */
  readonly end?: boolean;
  /** Takes no more room than it needs. */
  readonly narrow?: boolean;
  readonly cell: (item: Item) => ReactNode;
};

export type DataTableProps<Item> = {
  readonly label: string;
  /** The first one names the row. */
  readonly columns: readonly TableColumn<Item>[];
  readonly items: readonly Item[];
  /** What a row reads as where its cells do not say it in text. */
  readonly textOf: (item: Item) => string;
  /** Pressed, or chosen with Enter. */
  readonly onOpen?: (item: Item) => void;
  readonly empty: string;
};

/** A table to read and to go deeper from: arrows move, Enter opens. */
export function DataTable<Item extends { readonly id: string }>(props: DataTableProps<Item>): ReactNode {
  const { label, columns, items, textOf, onOpen, empty } = props;
  const open = (key: string | number): void => {
    const item = items.find(({ id }) => id === key);
    if (item !== undefined) onOpen?.(item);
  };
  return (
    <div className="max-w-full overflow-x-auto">
      <Table
        aria-label={label}
        {...(onOpen === undefined ? {} : { onRowAction: open })}
        className="w-full border-collapse text-start"
      >
        <TableHeader>
          {columns.map(({ id, label: words, end = false, narrow = false }, at) => (
            <Column
              key={id}
              id={id}
              isRowHeader={at === 0}
              className={cx(
                'h-9 border-b border-line-strong px-3 text-sm font-normal whitespace-nowrap text-quiet first:ps-0 last:pe-0',
                end ? 'text-end' : 'text-start',
                narrow && 'w-px',
              )}
            >
              {words}
            </Column>
          ))}
        </TableHeader>
        <TableBody renderEmptyState={() => <p className="py-4 text-quiet">{empty}</p>}>
          {items.map((item) => (
            <Row
              key={item.id}
              id={item.id}
              textValue={textOf(item)}
              className={cx(
                'border-b border-line last:border-0',
                onOpen !== undefined && 'cursor-default hovered:bg-sunk pressed:bg-line',
              )}
            >
              {columns.map(({ id, end = false, cell }) => (
                <Cell
                  key={id}
                  className={cx('h-11 px-3 py-1 first:ps-0 last:pe-0', end && 'text-end whitespace-nowrap')}
                >
                  {cell(item)}
                </Cell>
              ))}
            </Row>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
