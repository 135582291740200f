import { SegmentedControl } from '@mantine/core';
import { IconBrowser, IconSearch } from '@tabler/icons-react';
import { Button } from '@/components/button';
import { StatusIcon } from '@/components/status-icon';
import type { Entry, LogChannel, RunScript } from '@/lib/schemas';
import { useSeconds } from '@/lib/use-now';
import { RunButton } from './run-button';
import styles from './run-script.module.css';
import { durationOf, exitOf, isActive, RUN_STATES, servedPort } from './run-state';

const CHANNELS = { run: 'Run', postRun: 'Post-run', cleanup: 'Cleanup' } as const satisfies Record<
  LogChannel,
  string
>;

interface RunToolbarProps {
  readonly entry: Entry;
  readonly run: RunScript;
  readonly channels: readonly LogChannel[];
  readonly channel: LogChannel;
  readonly search: string;
  readonly onChannel: (channel: LogChannel) => void;
  readonly onSearch: (text: string) => void;
  readonly onPreview: () => void;
}

export function RunToolbar(props: RunToolbarProps) {
  const { entry, run, channels, channel, search, onChannel, onSearch, onPreview } = props;
  const served = servedPort(run);
  return (
    <div className={styles.bar}>
      <RunFacts run={run} />
      <span className={styles.end}>
        {channels.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label="Log"
            value={channel}
            onChange={(value) => onChannel(value as LogChannel)}
            data={channels.map((each) => ({ value: each, label: CHANNELS[each] }))}
          />
        )}
        {run.run > 0 && (
          <label className={styles.search}>
            <IconSearch size={14} stroke={1.85} aria-hidden />
            <input
              value={search}
              aria-label="Search in the log"
              placeholder="Search"
              spellCheck={false}
              onChange={(event) => onSearch(event.target.value)}
              onKeyDown={(event) => event.key === 'Escape' && onSearch('')}
            />
          </label>
        )}
        {served !== null && (
          <Button size="small" onClick={onPreview}>
            <IconBrowser size={14} stroke={1.85} aria-hidden />
            Preview
          </Button>
        )}
        <RunButton
          workspaceId={entry.workspaceId}
          run={entry.runScript}
          small
          className="only-phone"
          onStart={() => onSearch('')}
        />
      </span>
    </div>
  );
}

function RunFacts({ run }: { run: RunScript }) {
  const now = useSeconds(isActive(run));
  const state = RUN_STATES[run.status];
  const exit = exitOf(run);
  const duration = durationOf(run, now);
  const served = servedPort(run);
  return (
    <div className={styles.facts} data-tone={state.tone}>
      <StatusIcon tone={state.tone} shape={state.shape} size={14} />
      <b>{state.label}</b>
      {exit !== null && <span className={styles.fact}>{exit}</span>}
      {duration !== null && <span className={styles.fact}>{duration}</span>}
      {served !== null && <span className={styles.fact}>:{served}</span>}
      {served !== null && served !== run.port && (
        <span className={styles.differs} title={`It was given port ${run.port} and listens on ${served}.`}>
          not the given :{run.port}
        </span>
      )}
      {isActive(run) && served === null && run.port !== null && (
        <span className={styles.fact}>nothing listens yet, given :{run.port}</span>
      )}
    </div>
  );
}
