import { IconCopy, IconRefresh } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { Button } from '@/components/button';
import { PageBar } from '@/components/page-bar';
import { notifyInfo } from '@/lib/notify';
import type { Entry, Project } from '@/lib/schemas';
import { useEntries } from '@/lib/snapshot';
import { useHotkeys } from '@/lib/use-hotkeys';
import { EntriesTable } from './entries-table';
import { EntryPanel } from './entry-panel';
import type { InspectionState } from './inspection-state';
import styles from './inspector.module.css';
import { InspectorFacts } from './inspector-facts';
import { InspectorToolbar, type Part } from './inspector-toolbar';
import { filterEntries, type Sort, sortEntries } from './inspector-view';
import { ProjectPanel } from './project-panel';
import { useInspection, useReconcile, useSecond } from './use-inspection';

const NO_ENTRIES: readonly Entry[] = [];

interface InspectorProps {
  readonly project: Project;
  /** id of the entry that is looked at */
  readonly chosen: string | undefined;
  readonly onChoose: (workspaceId: string | undefined) => void;
}

/** Behind the snapshot: what every entry was made from, by which rule, and what was sent of it. */
export function Inspector({ project, chosen, onChoose }: InspectorProps) {
  const entries = useEntries(project.id) ?? NO_ENTRIES;
  const state = useInspection(project.id);
  const now = useSecond();
  const [text, setText] = useState('');
  const [sort, setSort] = useState<Sort>({ by: 'computed', reversed: false });
  const [part, setPart] = useState<Part>('entries');
  const search = useRef<HTMLInputElement>(null);
  const shown = sortEntries(filterEntries(entries, text), sort);
  const entry = entries.find((each) => each.workspaceId === chosen);
  const step = (by: number) => {
    const at = shown.findIndex((each) => each.workspaceId === chosen);
    const next = shown[at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1)];
    if (next !== undefined) onChoose(next.workspaceId);
  };
  useHotkeys({
    j: () => step(1),
    k: () => step(-1),
    escape: () => onChoose(undefined),
    '/': () => search.current?.focus(),
  });
  return (
    <>
      <PageBar
        title="Snapshot inspector"
        sub={project.name}
        actions={<Actions project={project} entries={entries} state={state} />}
      />
      <div className={styles.page} data-part={entry === undefined ? part : 'entry'}>
        <div className={styles.main}>
          <InspectorFacts state={state} entries={entries.length} now={now} />
          <InspectorToolbar
            text={text}
            shown={shown.length}
            all={entries.length}
            part={part}
            search={search}
            onText={setText}
            onPart={setPart}
          />
          <EntriesTable entries={shown} sort={sort} chosen={chosen} onSort={setSort} onChoose={onChoose} />
        </div>
        <aside className={styles.side} aria-label={entry === undefined ? 'Project' : 'Entry'}>
          {entry === undefined ? (
            <ProjectPanel state={state} now={now} onChoose={onChoose} />
          ) : (
            <EntryPanel
              key={entry.workspaceId}
              project={project.slug}
              entry={entry}
              state={state}
              now={now}
              onClose={() => onChoose(undefined)}
            />
          )}
        </aside>
      </div>
    </>
  );
}

interface ActionsProps {
  readonly project: Project;
  readonly entries: readonly Entry[];
  readonly state: InspectionState;
}

function Actions({ project, entries, state }: ActionsProps) {
  const reconcile = useReconcile(project.id);
  const copy = async () => {
    const content = { inspection: state.told, heard: state.heard, entries: entries.map(({ raw }) => raw) };
    await navigator.clipboard.writeText(JSON.stringify(content, null, 2));
    notifyInfo('Copied', 'The snapshot and how it came to be, as JSON.');
  };
  return (
    <>
      <Button variant="ghost" className="not-phone" onClick={() => void copy()}>
        <IconCopy size={14} stroke={1.85} aria-hidden />
        Copy as JSON
      </Button>
      <Button disabled={reconcile.isPending} onClick={() => reconcile.mutate()}>
        <IconRefresh size={14} stroke={1.85} aria-hidden />
        <span>
          Reconcile<span className="not-phone"> now</span>
        </span>
      </Button>
    </>
  );
}
