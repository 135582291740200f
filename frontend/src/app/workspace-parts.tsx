import { useMediaQuery } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { RunButton } from '@/features/run-script/run-button';
import { useShownTabs } from '@/features/terminal/shown-tabs';
import { AutoFixSwitch } from '@/features/timeline/auto-fix-switch';
import { UsageWarning } from '@/features/usage/usage-warning';
import { useUsageFeed } from '@/features/usage/use-usage';
import { type SessionTab, useSessionTabs, type WorkspaceView } from '@/features/workspace/use-workspace';
import type { BottomHandle } from '@/features/workspace/with-bottom';
import { WorkspaceBanner } from '@/features/workspace/workspace-banner';
import { WorkspaceHeader } from '@/features/workspace/workspace-header';
import { type Part, WorkspaceLayout } from '@/features/workspace/workspace-layout';
import type { Project } from '@/lib/schemas';
import { useStored } from '@/lib/storage';
import styles from './root.module.css';
import { DEV_SERVER, WorkspaceBottom } from './workspace-bottom';
import { Centre, Setup } from './workspace-centre';
import { liveParts } from './workspace-side';

const ROUTE = '/projects/$project/workspaces/$workspaceId';

/** The session in the address. One that is shown without being named there is written to it, so that another that asks does not take its place. */
function useChosenSession(project: Project, view: WorkspaceView, tabs: readonly SessionTab[]) {
  const navigate = useNavigate();
  const search = useSearch({ from: ROUTE });
  const asking = tabs.find((tab) => tab.asks);
  const session = tabs.find((tab) => tab.id === search.session) ?? asking ?? tabs.at(-1);
  const choose = (id: string) =>
    void navigate({
      to: ROUTE,
      params: { project: project.slug, workspaceId: view.id },
      search: { session: id },
      replace: true,
    });
  const settled = session?.id === search.session;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a session without an address is written
  useEffect(() => {
    if (!settled && session !== undefined) choose(session.id);
  }, [settled, session?.id]);
  return { session, choose };
}

export function WorkspaceParts({ project, view }: { project: Project; view: WorkspaceView }) {
  const phone = useMediaQuery('(max-width: 768px)', false, { getInitialValueInEffect: false }) ?? false;
  const tabs = useSessionTabs(view);
  const [side, setSide] = useStored<string>(
    phone ? 'workspace.part' : 'workspace.side',
    phone ? 'conversation' : 'changes',
  );
  const [sideShown, setSideShown] = useStored<'yes' | 'no'>('workspace.side.shown', 'yes');
  const { session, choose: chooseSession } = useChosenSession(project, view, tabs);
  const bottom = useRef<BottomHandle>(null);
  const [, setTabs] = useShownTabs(view.id);
  const [path, setPath] = useState('/');
  const entry = view.entry;
  const choose = (name: string) => {
    setSide(name);
    setSideShown('yes');
  };
  const showDevServer = () => {
    setTabs([DEV_SERVER]);
    if (phone) choose('terminal');
    else bottom.current?.show();
  };
  const openPreview = (at: string) => {
    setPath(at);
    choose('preview');
  };
  const archived = view.status === 'ARCHIVED' || view.status === 'ARCHIVING';
  useUsageFeed(view.status === 'READY' ? view.id : null);
  const centre: Part = {
    name: 'conversation',
    title: 'Conversation',
    content: () => <Centre {...{ view, tabs, session, archived }} onChoose={chooseSession} />,
  };
  const agent = session === undefined ? null : { sessionId: session.id, title: session.agentTitle };
  const live = liveParts({
    view,
    agent: archived ? null : agent,
    path,
    onPath: setPath,
    onStart: showDevServer,
    onSession: (id) => {
      chooseSession(id);
      if (phone) choose('conversation');
    },
  });
  const setupPart: Part = { name: 'setup', title: 'Setup', content: () => <Setup view={view} /> };
  const parts = archived ? [setupPart] : [...live, setupPart];
  return (
    <>
      <WorkspaceHeader
        view={view}
        project={project.slug}
        tabs={tabs}
        sideShown={sideShown === 'yes'}
        onToggleSide={() => setSideShown('yes')}
        onPullRequest={archived ? undefined : () => choose('pull-request')}
        autoFix={
          !archived &&
          entry !== undefined && <AutoFixSwitch entry={entry} onTimeline={() => choose('timeline')} />
        }
        run={
          view.status === 'READY' && (
            <>
              <UsageWarning workspaceId={view.id} />
              <RunButton
                workspaceId={view.id}
                run={entry?.runScript ?? null}
                className="not-phone"
                onStart={showDevServer}
              />
            </>
          )
        }
      />
      <WorkspaceBanner view={view} />
      <div className={phone ? styles.partsPhone : styles.parts}>
        <WorkspaceLayout
          phone={phone}
          centre={centre}
          side={parts}
          chosen={side}
          sideShown={sideShown === 'yes'}
          onChoose={setSide}
          onCloseSide={() => setSideShown('no')}
          bottom={
            entry === undefined || archived
              ? undefined
              : (state) => <WorkspaceBottom {...{ view, entry, phone, state }} onPreview={openPreview} />
          }
          bottomRef={bottom}
        />
      </div>
    </>
  );
}
