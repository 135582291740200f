import { Button } from '@/components/button';
import { EmptyState, Skeleton } from '@/components/empty-state';
import { describeError } from '@/lib/notify';
import type { PullRequestDetails } from '@/lib/pull-request';
import type { Entry, PullRequest } from '@/lib/schemas';
import type { AgentTarget } from '@/lib/send-to-agent';
import { Checks } from './checks';
import { MergeBar } from './merge-bar';
import { NoPullRequest } from './no-pull-request';
import styles from './pull-request.module.css';
import { Head } from './pull-request-head';
import { StaleNote } from './stale-note';
import { SummaryLines } from './summary-lines';
import { Talk } from './talk';
import { Threads } from './threads';
import { usePullRequest } from './use-pull-request';

interface PullRequestPanelProps {
  readonly entry: Entry;
  readonly agent: AgentTarget | null;
  readonly projectId: string;
}

/** The workspace's pull request: whether it can be merged, and what stands in the way. */
export function PullRequestPanel({ entry, agent, projectId }: PullRequestPanelProps) {
  return entry.pullRequest === null ? (
    <NoPullRequest entry={entry} projectId={projectId} />
  ) : (
    <Linked entry={entry} pullRequest={entry.pullRequest} agent={agent} />
  );
}

/** The snapshot's problem, unless the pull request was read since. */
function standing({ problem }: PullRequest, details: PullRequestDetails | undefined): string | null {
  const since = problem?.since ?? '';
  const observedAt = details?.observedAt ?? '';
  return problem === null || Date.parse(observedAt) > Date.parse(since) ? null : problem.message;
}

interface LinkedProps {
  readonly entry: Entry;
  readonly pullRequest: PullRequest;
  readonly agent: AgentTarget | null;
}

function Linked({ entry, pullRequest, agent }: LinkedProps) {
  const { data, error, isFetching, refetch } = usePullRequest(entry);
  // Not by its address: a renamed repository has two.
  const details = data?.number === pullRequest.number ? data : undefined;
  const refresh = () => void refetch();
  const note = (
    <StaleNote
      problem={error === null ? standing(pullRequest, details) : describeError(error)}
      observedAt={details?.observedAt ?? pullRequest.observedAt}
      busy={isFetching}
      onRefresh={refresh}
    />
  );
  if (details !== undefined) {
    return (
      <div className={styles.root} aria-busy={isFetching}>
        {note}
        <Details {...{ entry, details, agent }} refreshing={isFetching} onRefresh={refresh} />
      </div>
    );
  }
  if (error === null) return <Placeholder pullRequest={pullRequest} />;
  return (
    <EmptyState
      title={`Pull request #${pullRequest.number} was not read`}
      actions={
        <>
          <Button disabled={isFetching} onClick={refresh}>
            {isFetching ? 'Reading…' : 'Try again'}
          </Button>
          <a className={styles.linkish} href={pullRequest.url} target="_blank" rel="noreferrer">
            Open it on GitHub
          </a>
        </>
      }
    >
      {describeError(error)}
    </EmptyState>
  );
}

interface DetailsProps {
  readonly entry: Entry;
  readonly details: PullRequestDetails;
  readonly agent: AgentTarget | null;
  readonly refreshing: boolean;
  readonly onRefresh: () => void;
}

function Details({ entry: { workspaceId }, details, agent, refreshing, onRefresh }: DetailsProps) {
  return (
    <>
      <Head {...{ workspaceId, details, refreshing, onRefresh }} />
      <SummaryLines details={details} />
      <MergeBar workspaceId={workspaceId} details={details} />
      <Checks workspaceId={workspaceId} checks={details.checks} />
      <Threads {...{ workspaceId, details, agent }} />
      <Talk {...{ workspaceId, details, agent }} />
      {details.truncated && (
        <p className={styles.note}>There is more on GitHub than is shown here: the lists were cut.</p>
      )}
    </>
  );
}

function Placeholder({ pullRequest }: { pullRequest: PullRequest }) {
  return (
    <div className={styles.root} aria-busy="true">
      <div className={styles.head}>
        <h2>{pullRequest.title ?? `Pull request #${pullRequest.number}`}</h2>
        <Skeleton width="55%" />
      </div>
      <div className={styles.lines} style={{ gap: 16, padding: '16px 0' }}>
        <Skeleton width="40%" />
        <Skeleton width="35%" />
        <Skeleton width="38%" />
      </div>
      <p className={styles.note}>Reading from GitHub…</p>
    </div>
  );
}
