import { StatusIcon } from '@/components/status-icon';
import { RunScriptPanel } from '@/features/run-script/run-script-panel';
import { RUN_STATES } from '@/features/run-script/run-state';
import { type ExtraTab, TerminalPanel } from '@/features/terminal/terminal-panel';
import { UsagePanel } from '@/features/usage/usage-panel';
import type { WorkspaceView } from '@/features/workspace/use-workspace';
import type { BottomState } from '@/features/workspace/with-bottom';
import { localAddress, openElsewhere } from '@/lib/local-address';
import type { Entry } from '@/lib/schemas';

export const DEV_SERVER = 'dev-server';

interface WorkspaceBottomProps {
  readonly view: WorkspaceView;
  readonly entry: Entry;
  readonly phone: boolean;
  readonly state: BottomState;
  readonly onPreview: (path: string) => void;
}

/** Terminals and the dev server's log in one row of tabs. */
export function WorkspaceBottom({ view, entry, phone, state, onPreview }: WorkspaceBottomProps) {
  const run = entry.runScript;
  const known = RUN_STATES[run?.status ?? 'IDLE'];
  const devServer: ExtraTab = {
    name: DEV_SERVER,
    title: 'Dev server',
    note: run?.port == null ? undefined : `:${run.port}`,
    icon: <StatusIcon tone={known.tone} shape={known.shape} size={13} label={known.label} />,
    content: () => (
      <RunScriptPanel
        entry={entry}
        health={<UsagePanel workspaceId={view.id} />}
        onPreview={() => onPreview('/')}
      />
    ),
  };
  const follow = (address: string) => {
    const local = localAddress(address);
    if (local !== null && local.port === run?.port) onPreview(local.path);
    else openElsewhere(address);
  };
  return (
    <TerminalPanel
      workspaceId={view.id}
      terminals={entry.terminal?.terminals ?? []}
      extra={[devServer]}
      canOpen={view.status === 'READY'}
      phone={phone}
      onLink={follow}
      {...state}
    />
  );
}
