import { useElementSize } from '@mantine/hooks';
import { PullRequestPanel } from '@/features/pull-request/pull-request-panel';
import { TimelinePanel } from '@/features/timeline/timeline-panel';
import type { Entry } from '@/lib/schemas';
import type { AgentTarget } from '@/lib/send-to-agent';
import styles from './root.module.css';

interface PullRequestPartProps {
  readonly entry: Entry;
  readonly projectId: string;
  readonly agent: AgentTarget | null;
  readonly onSession: (sessionId: string) => void;
}

const WIDE = 720;

/** The pull request; where there is room, with what auto-fix does about it beside it. */
export function PullRequestPart({ entry, projectId, agent, onSession }: PullRequestPartProps) {
  const { ref, width } = useElementSize();
  const wide = width >= WIDE && entry.pullRequest !== null;
  return (
    <div ref={ref} className={styles.pullRequest} {...(wide && { 'data-wide': true })}>
      <PullRequestPanel entry={entry} agent={agent} projectId={projectId} />
      {wide && <TimelinePanel entry={entry} onSession={onSession} />}
    </div>
  );
}
