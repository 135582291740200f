import { Conversation } from '@/features/conversation/conversation';
import { SetupLogPanel } from '@/features/setup-log/setup-log-panel';
import { SessionTabs } from '@/features/workspace/session-tabs';
import type { SessionTab, WorkspaceView } from '@/features/workspace/use-workspace';
import { NoSession } from './workspace-pieces';

const isProvisioning = ({ status }: WorkspaceView) => status === 'NEW' || status === 'PROVISIONING';

export function Setup({ view }: { view: WorkspaceView }) {
  return (
    <SetupLogPanel
      workspaceId={view.id}
      state={view.setupState}
      error={view.status === 'FAILED' || view.canRetry ? view.error : null}
      canRetry={view.canRetry}
      ready={view.status === 'READY'}
      provisioning={isProvisioning(view)}
    />
  );
}

interface CentreProps {
  readonly view: WorkspaceView;
  readonly tabs: readonly SessionTab[];
  readonly session: SessionTab | undefined;
  readonly archived: boolean;
  readonly onChoose: (sessionId: string) => void;
}

/** The conversation with its sessions; before there can be one, the setup. */
export function Centre({ view, tabs, session, archived, onChoose }: CentreProps) {
  return (
    <>
      {tabs.length > 0 && (
        <SessionTabs
          workspaceId={view.id}
          tabs={tabs}
          chosen={session?.id}
          canStart={!archived && !isProvisioning(view)}
          onChoose={onChoose}
        />
      )}
      {isProvisioning(view) || view.status === 'FAILED' ? (
        <Setup view={view} />
      ) : session === undefined ? (
        <NoSession view={view} archived={archived} onStarted={onChoose} />
      ) : (
        <Conversation
          key={session.id}
          sessionId={session.id}
          summary={view.entry?.session?.sessions.find((each) => each.sessionId === session.id)}
          root={view.worktreePath}
          archived={archived}
        />
      )}
    </>
  );
}
