import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect } from 'react';
import type { Entry } from '@/lib/schemas';
import styles from './list.module.css';
import type { ListColumn, Sort } from './list-columns';
import { ListRow } from './list-row';
import type { ListSelection } from './use-list-selection';

const ROW = 36;
const PHONE_ROW = 52;
const PHONE_STATUS = 32;

interface ListTableProps {
  readonly project: string;
  readonly entries: readonly Entry[];
  readonly columns: readonly ListColumn[];
  readonly sort: Sort;
  readonly selection: ListSelection;
  readonly phone: boolean;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly onSort: (sort: Sort) => void;
}

export function ListTable({
  project,
  entries,
  columns,
  sort,
  selection,
  phone,
  scroller,
  onSort,
}: ListTableProps) {
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (phone ? PHONE_ROW : ROW),
    overscan: 12,
    scrollPaddingStart: 32,
    // A first guess, so that rows are there before anything was measured.
    initialRect: { width: 1200, height: 900 },
  });
  const rows = virtualizer.getVirtualItems();
  const above = rows[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (rows.at(-1)?.end ?? 0);

  const { cursor } = selection;
  useEffect(() => {
    if (cursor >= 0) virtualizer.scrollToIndex(cursor);
  }, [cursor, virtualizer]);

  return (
    <table className={styles.table} aria-rowcount={entries.length}>
      <colgroup>
        <col style={{ width: 40 }} />
        {columns.map(({ name, width }) => (
          <col key={name} style={{ width: phone && name === 'status' ? PHONE_STATUS : width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th>
            <input
              type="checkbox"
              className={styles.check}
              aria-label="Select all shown"
              checked={selection.all}
              ref={(box) => {
                if (box) box.indeterminate = selection.selected.length > 0 && !selection.all;
              }}
              onChange={selection.toggleAll}
            />
          </th>
          {columns.map((column) => (
            <ListHeading key={column.name} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        <Gap height={above} />
        {rows.map(({ index }) => {
          const entry = entries[index];
          return (
            entry && (
              <ListRow
                key={entry.workspaceId}
                project={project}
                entry={entry}
                columns={columns}
                selected={selection.has(entry.workspaceId)}
                cursor={index === cursor}
                onSelect={selection.toggle}
              />
            )
          );
        })}
        <Gap height={below} />
      </tbody>
    </table>
  );
}

function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr className={styles.gap} aria-hidden>
      <td style={{ height }} />
    </tr>
  );
}

function ListHeading({
  column,
  sort,
  onSort,
}: {
  column: ListColumn;
  sort: Sort;
  onSort: (sort: Sort) => void;
}) {
  const sorted = sort.by === column.name;
  const next = { by: column.name, descending: sorted && !sort.descending };
  return (
    <th
      className={column.right ? styles.right : undefined}
      {...(sorted && { 'aria-sort': sort.descending ? 'descending' : 'ascending' })}
    >
      <button type="button" onClick={() => onSort(next)}>
        <span className={column.name === 'status' ? 'not-phone' : undefined}>{column.title}</span>
        {sorted &&
          (sort.descending ? (
            <IconChevronUp size={12} aria-hidden />
          ) : (
            <IconChevronDown size={12} aria-hidden />
          ))}
      </button>
    </th>
  );
}
