import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Agent } from '@/lib/api-types';
import { moment } from '@/lib/format';
import { describeError } from '@/lib/notify';
import { agentsQuery } from '@/lib/queries';
import { useLiftPause } from '@/lib/workspace-actions';
import styles from './agent-checks.module.css';
import { Button } from './button';
import { CommandLine } from './command-line';
import { Skeleton } from './empty-state';
import { StatusIcon } from './status-icon';

/** Which agents this machine has, what is missing, and the command that mends it. */
export function AgentChecks({ title = 'Agents on this machine' }: { title?: string }) {
  const agents = useQuery(agentsQuery);
  const known = agents.data ?? [];
  const ready = known.filter((agent) => agent.available).length;
  return (
    <section className={styles.section}>
      <h2>
        {title}
        {agents.data !== undefined && (
          <span>
            {ready} of {known.length} ready
          </span>
        )}
        <Button
          size="small"
          variant="ghost"
          disabled={agents.isFetching}
          onClick={() => void agents.refetch()}
        >
          <IconRefresh size={14} stroke={1.85} aria-hidden />
          {agents.isFetching ? 'Checking…' : 'Check again'}
        </Button>
      </h2>
      {agents.isPending &&
        [0, 1].map((index) => (
          <div key={index} className={styles.row}>
            <span />
            <Skeleton width={80} />
            <Skeleton width={160} />
          </div>
        ))}
      {agents.error !== null && <p className={styles.about}>{describeError(agents.error)}</p>}
      {known.map((agent) => (
        <AgentRow key={agent.name} agent={agent} />
      ))}
    </section>
  );
}

/** Whether it is there and somebody is signed in to it, in a few words. */
function aboutAgent(agent: Agent): string {
  if (!agent.available) return agent.problem?.message ?? 'Not available.';
  const signedIn = agent.signedIn === null ? 'Sign-in not known' : 'Signed in';
  return agent.command === null ? signedIn : `${signedIn} · ${agent.command}`;
}

function AgentRow({ agent }: { agent: Agent }) {
  const about = aboutAgent(agent);
  const lift = useLiftPause();
  const state =
    agent.pause !== null
      ? 'paused'
      : agent.available
        ? 'ready'
        : agent.signedIn === false
          ? 'signed out'
          : 'missing';
  return (
    <div className={styles.row}>
      <StatusIcon
        tone={agent.pause !== null ? 'waiting' : agent.available ? 'success' : 'attention'}
        shape={agent.available && agent.pause === null ? 'settled' : undefined}
        label={state}
      />
      <b className="truncate">{agent.title}</b>
      <span className={`${styles.about} truncate`} title={about}>
        {about}
      </span>
      {agent.pause !== null && (
        <div className={styles.pause}>
          <span>
            Usage limit: {agent.pause.message} Goes on at {moment(agent.pause.until)}.
          </span>
          <Button size="small" disabled={lift.isPending} onClick={() => lift.mutate(agent.name)}>
            Try now
          </Button>
        </div>
      )}
      {agent.problem?.fix != null && (
        <div className={styles.fix}>
          <CommandLine command={agent.problem.fix} copyable />
        </div>
      )}
    </div>
  );
}
