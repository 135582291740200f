import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { EmptyState } from '@/components/empty-state';
import type { Entry } from '@/lib/schemas';
import { EntryRow } from './entry-row';
import styles from './inspector.module.css';
import type { Sort, SortBy } from './inspector-view';

interface EntriesTableProps {
  readonly entries: readonly Entry[];
  readonly sort: Sort;
  readonly chosen: string | undefined;
  readonly onSort: (sort: Sort) => void;
  readonly onChoose: (workspaceId: string | undefined) => void;
}

const COLUMNS: readonly { by: SortBy; title: string; className?: string | undefined }[] = [
  { by: 'name', title: 'Entry' },
  { by: 'reason', title: 'Status reason', className: styles.reason },
  { by: 'version', title: 'Version', className: styles.version },
  { by: 'source', title: 'Source', className: styles.source },
  { by: 'computed', title: 'Computed', className: styles.computed },
];

const ROW = 36;

export function EntriesTable({ entries, sort, chosen, onSort, onChoose }: EntriesTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    initialRect: { width: 1000, height: 900 },
  });
  const rows = virtualizer.getVirtualItems();
  const above = rows[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (rows.at(-1)?.end ?? 0);
  return (
    <div className={styles.wrap} ref={scroller}>
      <table className={styles.table} aria-rowcount={entries.length}>
        <thead>
          <tr>
            <th className={styles.icon} aria-label="Status" />
            {COLUMNS.map((column) => (
              <Heading key={column.by} {...column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={above} />
          {rows.map(({ index }) => {
            const entry = entries[index];
            return (
              entry && (
                <EntryRow
                  key={entry.workspaceId}
                  entry={entry}
                  selected={entry.workspaceId === chosen}
                  onChoose={onChoose}
                />
              )
            );
          })}
          <Gap height={below} />
        </tbody>
      </table>
      {entries.length === 0 && (
        <EmptyState title="No entries">Nothing fits the filter, or the project has no workspaces.</EmptyState>
      )}
    </div>
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

interface HeadingProps {
  readonly by: SortBy;
  readonly title: string;
  readonly className?: string | undefined;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

function Heading({ by, title, className, sort, onSort }: HeadingProps) {
  const sorted = sort.by === by;
  const Arrow = sort.reversed ? IconChevronUp : IconChevronDown;
  return (
    <th className={className} {...(sorted && { 'aria-sort': sort.reversed ? 'ascending' : 'descending' })}>
      <button type="button" onClick={() => onSort({ by, reversed: sorted && !sort.reversed })}>
        {title}
        {sorted && <Arrow size={12} aria-hidden />}
      </button>
    </th>
  );
}
