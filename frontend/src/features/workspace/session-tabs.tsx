import { Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, IconButton } from '@/components/button';
import { StatusIcon, type Tone } from '@/components/status-icon';
import { api } from '@/lib/api-client';
import type { Session, SessionStatus } from '@/lib/api-types';
import { bytes, plural } from '@/lib/format';
import { notifyFailure } from '@/lib/notify';
import { agentsQuery, sessionQuery, sessionsQuery } from '@/lib/queries';
import type { ResourceUse } from '@/lib/schemas';
import { SessionMenu } from './session-menu';
import type { SessionTab } from './use-workspace';
import styles from './workspace.module.css';

const TONES = {
  WAITING: 'neutral',
  STARTING: 'working',
  IDLE: 'neutral',
  WORKING: 'working',
  STOPPING: 'neutral',
  STOPPED: 'neutral',
  FAILED: 'danger',
} as const satisfies Record<SessionStatus, Tone>;

const LABELS = {
  WAITING: 'waits',
  STARTING: 'starting',
  IDLE: 'ready',
  WORKING: 'working',
  STOPPING: 'stopping',
  STOPPED: 'stopped',
  FAILED: 'failed',
} as const satisfies Record<SessionStatus, string>;

interface SessionTabsProps {
  readonly workspaceId: string;
  readonly tabs: readonly SessionTab[];
  readonly chosen: string | undefined;
  readonly canStart: boolean;
  readonly onChoose: (sessionId: string) => void;
}

export function SessionTabs({ workspaceId, tabs, chosen, canStart, onChoose }: SessionTabsProps) {
  return (
    <div className={styles.sessions}>
      <div className={styles.sessionList} role="tablist" aria-label="Sessions">
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            className={styles.session}
            aria-selected={tab.id === chosen}
            title={[tab.title, tab.agentTitle, tab.waiting?.message].filter(Boolean).join(', ')}
            onClick={() => onChoose(tab.id)}
          >
            <StatusIcon
              tone={tab.asks ? 'attention' : TONES[tab.status]}
              shape={tab.status === 'STOPPED' ? 'closed' : undefined}
              size={13}
              label={tab.asks ? 'asks' : LABELS[tab.status]}
            />
            <span className="truncate">{tab.title}</span>
            {tab.title !== tab.agentTitle && <span className={styles.agent}>{tab.agentTitle}</span>}
          </button>
        ))}
      </div>
      {canStart && <NewSession workspaceId={workspaceId} onStarted={onChoose} />}
      {chosen !== undefined && <SessionMenu sessionId={chosen} canStart={canStart} onStarted={onChoose} />}
      <Resources use={tabs.find((tab) => tab.id === chosen)?.resources ?? null} />
    </div>
  );
}

/** What the chosen session's processes take of the machine, once that was measured. */
function Resources({ use }: { use: ResourceUse | null }) {
  if (use === null) return null;
  return (
    <span
      className={styles.resources}
      title={`${plural(use.processes, 'process', 'processes')} of this session; 100 % is one processor`}
    >
      {bytes(use.memoryBytes)} · {Math.round(use.cpuPercent)} %
    </span>
  );
}

interface NewSessionProps {
  readonly workspaceId: string;
  readonly labelled?: boolean;
  readonly onStarted: (sessionId: string) => void;
}

export function NewSession({ workspaceId, labelled = false, onStarted }: NewSessionProps) {
  const client = useQueryClient();
  const agents = useQuery(agentsQuery).data ?? [];
  const start = useMutation({
    mutationFn: (agent: string) => api.post<Session>(`/api/workspaces/${workspaceId}/sessions`, { agent }),
    onSuccess: (session) => {
      client.setQueryData(sessionQuery(session.id).queryKey, session);
      client.setQueryData(sessionsQuery(workspaceId).queryKey, (held) => [...(held ?? []), session]);
      onStarted(session.id);
    },
    onError: (error) => notifyFailure('The session was not started', error),
  });
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        {labelled ? (
          <Button variant="primary" disabled={start.isPending}>
            <IconPlus size={14} stroke={2.2} aria-hidden />
            New session
          </Button>
        ) : (
          <IconButton size="small" label="New session" disabled={start.isPending}>
            <IconPlus size={16} stroke={1.75} aria-hidden />
          </IconButton>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>New session with</Menu.Label>
        {agents.map((agent) => (
          <Menu.Item key={agent.name} disabled={!agent.available} onClick={() => start.mutate(agent.name)}>
            {agent.title}
            {agent.problem !== null && <div className="dim">{agent.problem.message}</div>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
