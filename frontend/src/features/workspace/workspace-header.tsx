import { Menu } from '@mantine/core';
import {
  IconArchive,
  IconChartBar,
  IconCopy,
  IconDots,
  IconLayoutSidebarRightCollapse,
  IconPlayerStop,
  IconTrash,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Button, IconButton } from '@/components/button';
import { BranchChip } from '@/components/chips';
import { IssueChip } from '@/components/issue-chip';
import { SidebarButton } from '@/components/page-bar';
import { PullRequestChips } from '@/components/pull-request-chips';
import { StatusIcon } from '@/components/status-icon';
import { UsageDialog } from '@/components/usage-dialog';
import { plural } from '@/lib/format';
import { notifyInfo } from '@/lib/notify';
import { useSessionStep, useWorkspaceStep } from '@/lib/workspace-actions';
import { DeleteDialog } from './delete-dialog';
import type { SessionTab, WorkspaceView } from './use-workspace';
import styles from './workspace.module.css';
import { WorkspaceName } from './workspace-name';

interface WorkspaceHeaderProps {
  readonly view: WorkspaceView;
  readonly project: string;
  readonly tabs: readonly SessionTab[];
  readonly sideShown: boolean;
  readonly onToggleSide: () => void;
  /** Shows the pull request here; without it the number leads to GitHub. */
  readonly onPullRequest: (() => void) | undefined;
  /** Before the other actions. */
  readonly run: ReactNode;
  /** Beside what is said of the pull request. */
  readonly autoFix: ReactNode;
}

const RUNNING: readonly SessionTab['status'][] = ['STARTING', 'IDLE', 'WORKING'];

async function copy(text: string, what: string) {
  await navigator.clipboard.writeText(text);
  notifyInfo('Copied', what);
}

export function WorkspaceHeader(props: WorkspaceHeaderProps) {
  const { view, project, tabs, sideShown, onToggleSide, onPullRequest, run, autoFix } = props;
  const archived = view.status === 'ARCHIVED' || view.status === 'ARCHIVING';
  return (
    <header className={styles.head}>
      <SidebarButton />
      <div className={styles.title}>
        <StatusIcon tone={view.reason.tone} code={view.reason.code} label={view.reason.label} />
        <WorkspaceName id={view.id} name={view.name} />
      </div>
      <div className={styles.meta}>
        {view.branch !== null && (
          <button
            type="button"
            className={`${styles.branch} not-phone`}
            aria-label={`Copy the branch ${view.branch}`}
            title={`${view.branch}, copy`}
            onClick={() => void copy(view.branch ?? '', view.branch ?? '')}
          >
            <BranchChip branch={view.branch} />
          </button>
        )}
        {view.entry !== undefined && (
          <>
            <IssueChip issue={view.entry.issue} boxed />
            <PullRequestChips entry={view.entry} boxed onOpen={onPullRequest} />
          </>
        )}
        {autoFix}
      </div>
      <div className={styles.actions}>
        {run}
        {!archived && <StopAgents tabs={tabs} />}
        <MoreMenu view={view} project={project} archived={archived} />
        {!sideShown && (
          <IconButton label="Show the side panel" className="not-phone" onClick={onToggleSide}>
            <IconLayoutSidebarRightCollapse
              size={16}
              stroke={1.75}
              style={{ transform: 'scaleX(-1)' }}
              aria-hidden
            />
          </IconButton>
        )}
      </div>
    </header>
  );
}

function StopAgents({ tabs }: { tabs: readonly SessionTab[] }) {
  const step = useSessionStep();
  const running = tabs.filter((tab) => RUNNING.includes(tab.status));
  if (running.length === 0) return null;
  return (
    <Button
      variant="secondary"
      className="not-phone"
      disabled={step.isPending}
      title={`Ends ${plural(running.length, 'process', 'processes')}; the conversations are kept`}
      onClick={() => {
        for (const { id } of running) step.mutate({ sessionId: id, step: 'stop' });
      }}
    >
      <IconPlayerStop size={14} stroke={1.85} aria-hidden />
      {running.length === 1 ? 'Stop agent' : `Stop ${running.length} agents`}
    </Button>
  );
}

function MoreMenu({ view, project, archived }: { view: WorkspaceView; project: string; archived: boolean }) {
  const step = useWorkspaceStep();
  const [deleting, setDeleting] = useState(false);
  const [usageShown, setUsageShown] = useState(false);
  return (
    <>
      {!archived && (
        <IconButton
          label="Archive"
          className="not-phone"
          disabled={step.isPending}
          onClick={() => step.mutate({ workspaceId: view.id, step: 'archive' })}
        >
          <IconArchive size={16} stroke={1.75} aria-hidden />
        </IconButton>
      )}
      <Menu position="bottom-end" width={232}>
        <Menu.Target>
          <IconButton label="More">
            <IconDots size={16} stroke={1.75} aria-hidden />
          </IconButton>
        </Menu.Target>
        <Menu.Dropdown>
          {view.worktreePath !== null && (
            <Menu.Item
              leftSection={<IconCopy size={14} aria-hidden />}
              onClick={() => void copy(view.worktreePath ?? '', view.worktreePath ?? '')}
            >
              Copy the worktree’s path
            </Menu.Item>
          )}
          {!archived && (
            <Menu.Item
              leftSection={<IconArchive size={14} aria-hidden />}
              onClick={() => step.mutate({ workspaceId: view.id, step: 'archive' })}
            >
              Archive
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconChartBar size={14} aria-hidden />} onClick={() => setUsageShown(true)}>
            Tokens and cost
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconTrash size={14} aria-hidden />} onClick={() => setDeleting(true)}>
            Delete…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <UsageDialog
        owner="workspaces"
        id={view.id}
        name={view.name}
        opened={usageShown}
        onClose={() => setUsageShown(false)}
      />
      <DeleteDialog view={view} project={project} opened={deleting} onClose={() => setDeleting(false)} />
    </>
  );
}
