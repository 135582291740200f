import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { EmptyState } from '@/components/empty-state';
import { PageBar, ViewSwitch } from '@/components/page-bar';
import type { Project } from '@/lib/schemas';
import { useEntries } from '@/lib/snapshot';
import { useStored } from '@/lib/storage';
import { useHotkeys } from '@/lib/use-hotkeys';
import { ArchivedTable } from './archived-table';
import { BulkBar } from './bulk-bar';
import styles from './list.module.css';
import {
  agentOf,
  type ColumnName,
  type Filter,
  filterEntries,
  LIST_COLUMNS,
  NO_FILTER,
  type Sort,
  sortEntries,
} from './list-columns';
import { ListTable } from './list-table';
import { ListToolbar } from './list-toolbar';
import { useListSelection } from './use-list-selection';

/** Hidden columns and sorting are remembered; filters are for the moment. */
function useListView() {
  const [hiddenText, setHidden] = useStored<string>('list.hidden', '');
  const [sortText, setSort] = useStored<string>('list.sort', 'status');
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const [by = '', direction] = sortText.split(' ');
  const known = LIST_COLUMNS.find((column) => column.name === by);
  const sort: Sort = { by: known?.name ?? 'status', descending: direction === 'descending' };
  const hidden = LIST_COLUMNS.map((column) => column.name).filter((name) =>
    hiddenText.split(' ').includes(name),
  );
  return {
    filter,
    sort,
    hidden,
    onFilter: (part: Partial<Filter>) => setFilter({ ...filter, ...part }),
    onSort: (next: Sort) => setSort(next.descending ? `${next.by} descending` : next.by),
    onHide: (names: readonly ColumnName[]) => setHidden(names.join(' ')),
  };
}

export function List({ project }: { project: Project }) {
  const entries = useEntries(project.id);
  const view = useListView();
  const navigate = useNavigate();
  const phone = useMediaQuery('(max-width: 768px)') ?? false;
  const [archived, setArchived] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const all = entries ?? [];
  const shown = sortEntries(filterEntries(all, view.filter), view.sort);
  const selection = useListSelection(shown);
  const linked = all.some((entry) => entry.pullRequest !== null);
  const columns = LIST_COLUMNS.filter(
    ({ name, ...column }) =>
      (phone ? column.phone : !view.hidden.includes(name)) && (name !== 'pullRequest' || linked),
  );
  const current = shown[selection.cursor];
  useHotkeys(
    {
      j: () => selection.move(1),
      k: () => selection.move(-1),
      x: () => current && selection.toggle(current.workspaceId),
      '/': () => search.current?.focus(),
      escape: selection.clear,
      enter: () =>
        current &&
        void navigate({
          to: '/projects/$project/workspaces/$workspaceId',
          params: { project: project.slug, workspaceId: current.workspaceId },
        }),
    },
    !archived,
  );
  return (
    <>
      <PageBar title="List">
        <ViewSwitch project={project.slug} />
      </PageBar>
      <div className={styles.page}>
        <ListToolbar
          {...view}
          search={search}
          archived={archived}
          onArchived={setArchived}
          shown={archived ? '' : `${shown.length} of ${all.length}`}
          reasons={[...new Set(all.map((entry) => entry.statusReason.label))]}
          agents={[...new Set(all.map(agentOf))].filter((agent) => agent !== '')}
        />
        <div className={styles.wrap} ref={scroller}>
          {archived ? (
            <ArchivedTable project={project} text={view.filter.text} />
          ) : (
            <ListTable
              {...view}
              project={project.slug}
              entries={shown}
              columns={columns}
              selection={selection}
              phone={phone}
              scroller={scroller}
            />
          )}
          {!archived && entries !== undefined && shown.length === 0 && <NothingShown any={all.length > 0} />}
        </div>
        {!archived && selection.selected.length > 0 && (
          <BulkBar entries={selection.selected} onDone={selection.clear} />
        )}
      </div>
    </>
  );
}

function NothingShown({ any }: { any: boolean }) {
  return any ? (
    <EmptyState title="Nothing fits the filter">
      Clear a word, or choose fewer statuses and agents.
    </EmptyState>
  ) : (
    <EmptyState title="No workspaces yet">Press N to create the first one.</EmptyState>
  );
}
