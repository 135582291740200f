import { useQuery } from '@tanstack/react-query';
import { memo, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { TerminalOutput } from '@/components/terminal-output';
import { notifyFailure } from '@/lib/notify';
import type { LogChannel } from '@/lib/schemas';
import type { LogPart } from './run-log-reducer';
import styles from './run-script.module.css';
import { logSearchQuery } from './run-script-query';
import { useRunLog } from './use-run-log';

const CLOSE_ENOUGH = 24;

interface RunLogViewProps {
  readonly workspaceId: string;
  readonly channel: LogChannel;
  readonly search: string;
  readonly run: number;
  readonly onSearch: (text: string) => void;
}

const Part = memo(function Part({ part }: { part: LogPart }) {
  return (
    <div className={styles.part} data-from={part.from}>
      <TerminalOutput text={part.text} />
    </div>
  );
});

/** The log, following its end until somebody scrolls up; in place of it what a search found. */
export function RunLogView({ workspaceId, channel, search, run, onSearch }: RunLogViewProps) {
  const { log, loadEarlier } = useRunLog(workspaceId, channel);
  const box = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight });

  // biome-ignore lint/correctness/useExhaustiveDependencies: more of the log is the reason to scroll
  useLayoutEffect(() => {
    if (following && search === '') toEnd();
  }, [log, following, search]);

  if (search !== '') return <Matches {...{ workspaceId, channel, search, run, onSearch }} />;
  return (
    <div className={styles.logBox}>
      <div
        className={styles.log}
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label="Log of the dev server"
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) =>
          setFollowing(scrollHeight - scrollTop - clientHeight < CLOSE_ENOUGH)
        }
      >
        {log !== undefined && log.from > 0 && (
          <Button
            size="small"
            variant="ghost"
            onClick={() =>
              void loadEarlier().catch((error) => notifyFailure('The log was not loaded', error))
            }
          >
            Load earlier lines
          </Button>
        )}
        {log?.parts.map((part) => (
          <Part key={part.from} part={part} />
        ))}
        {log?.parts.length === 0 && <p className="dim">No output.</p>}
      </div>
      {!following && (
        <Button
          size="small"
          className={styles.follow}
          onClick={() => {
            setFollowing(true);
            toEnd();
          }}
        >
          Follow
        </Button>
      )}
    </div>
  );
}

function Matches({ workspaceId, channel, search, run, onSearch }: RunLogViewProps) {
  const { data: matches } = useQuery(logSearchQuery(workspaceId, channel, search, run));
  if (matches === undefined) return <div className={styles.logBox} />;
  return (
    <section className={`${styles.logBox} ${styles.log}`} aria-label="Lines found">
      <p className={styles.count} role="status">
        {matches.length === 0
          ? 'No line has that.'
          : `${matches.length === 200 ? 'The last 200' : matches.length} ${matches.length === 1 ? 'line' : 'lines'}`}
        <Button size="small" variant="ghost" onClick={() => onSearch('')}>
          Back to the log
        </Button>
      </p>
      {matches.map((match) => (
        <TerminalOutput key={match.at} text={match.line} mark={search} />
      ))}
    </section>
  );
}
