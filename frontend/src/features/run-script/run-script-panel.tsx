import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { EmptyState } from '@/components/empty-state';
import type { Entry, LogChannel, RunScript } from '@/lib/schemas';
import { RunLogView } from './run-log-view';
import styles from './run-script.module.css';
import { runScriptQuery } from './run-script-query';
import { RunToolbar } from './run-toolbar';

interface RunScriptPanelProps {
  readonly entry: Entry;
  /** What runs in the workspace costs, over time. */
  readonly health: ReactNode;
  readonly onPreview: () => void;
}

const EXAMPLE = '{ "scripts": { "run": "npm run dev -- --port {port}" } }';

/** The dev server of a workspace: what it is, what it says, how it ended. */
export function RunScriptPanel({ entry, health, onPreview }: RunScriptPanelProps) {
  const { data: run } = useQuery(runScriptQuery(entry));
  const [channel, setChannel] = useState<LogChannel>('run');
  const [search, setSearch] = useState('');
  if (run === undefined) return <div className={styles.root} />;
  const channels = channelsOf(run);
  const shown = channels.includes(channel) ? channel : 'run';
  return (
    <section className={styles.root} aria-label="Dev server">
      <RunToolbar
        entry={entry}
        run={run}
        channels={channels}
        channel={shown}
        search={search}
        onChannel={setChannel}
        onSearch={setSearch}
        onPreview={onPreview}
      />
      <Problems run={run} />
      <div className={styles.body}>
        {run.run === 0 ? (
          <NeverRun run={run} />
        ) : (
          <RunLogView
            key={shown}
            workspaceId={entry.workspaceId}
            channel={shown}
            search={search.trim()}
            run={run.run}
            onSearch={setSearch}
          />
        )}
        {health}
      </div>
    </section>
  );
}

/** What ended the latest run, and what is wrong with the file that the next one would be started from. */
function Problems({ run }: { run: RunScript }) {
  const missing = run.run > 0 && run.scripts !== null && run.scripts.run === null;
  return (
    <>
      {run.problem !== null && <p className={styles.problem}>{run.problem.message}</p>}
      {run.scriptsProblem !== null && (
        <p className={styles.problem} role="alert">
          {run.scriptsProblem.message}
          {run.run > 0 && ' What runs is not touched.'}
        </p>
      )}
      {missing && <p className={styles.problem}>factory-factory.json names no run script any more.</p>}
    </>
  );
}

function NeverRun({ run }: { run: RunScript }) {
  if (run.scriptsProblem !== null) return <div className={styles.logBox} />;
  if (run.scripts !== null && run.scripts.run !== null) {
    return (
      <EmptyState title="Not started yet">
        Run starts <code className="inline-code">{run.scripts.run}</code>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="There is no run script">
      Write one into <code className="inline-code">factory-factory.json</code> in the worktree, for example{' '}
      <code className="inline-code">{EXAMPLE}</code>
    </EmptyState>
  );
}

function channelsOf({ scripts }: RunScript): readonly LogChannel[] {
  const channels: LogChannel[] = ['run'];
  if (scripts !== null && scripts.postRun !== null) channels.push('postRun');
  if (scripts !== null && scripts.cleanup !== null) channels.push('cleanup');
  return channels;
}
