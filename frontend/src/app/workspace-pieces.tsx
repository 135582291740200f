import { useQuery } from '@tanstack/react-query';
import { EmptyState } from '@/components/empty-state';
import { PreviewPane } from '@/features/preview/preview-pane';
import { RunButton } from '@/features/run-script/run-button';
import { runScriptQuery } from '@/features/run-script/run-script-query';
import { servedPort } from '@/features/run-script/run-state';
import { NewSession } from '@/features/workspace/session-tabs';
import type { WorkspaceView } from '@/features/workspace/use-workspace';
import type { Entry } from '@/lib/schemas';

interface PreviewProps {
  readonly entry: Entry;
  readonly path: string;
  readonly onPath: (path: string) => void;
  readonly onStart: () => void;
}

/** The preview with what the run script says of it. */
export function Preview({ entry, path, onPath, onStart }: PreviewProps) {
  const { data: run } = useQuery(runScriptQuery(entry));
  if (run === undefined) return null;
  return (
    <PreviewPane
      workspaceId={entry.workspaceId}
      served={servedPort(run)}
      run={run.run}
      path={path}
      onPath={onPath}
      runButton={<RunButton workspaceId={entry.workspaceId} run={entry.runScript} onStart={onStart} />}
    />
  );
}

interface NoSessionProps {
  readonly view: WorkspaceView;
  readonly archived: boolean;
  readonly onStarted: (id: string) => void;
}

export function NoSession({ view, archived, onStarted }: NoSessionProps) {
  return (
    <EmptyState
      title="No session"
      actions={!archived && <NewSession workspaceId={view.id} labelled onStarted={onStarted} />}
    >
      {archived
        ? 'No agent ever worked here.'
        : 'The workspace is ready. Start a session with an agent and tell it what to do.'}
    </EmptyState>
  );
}
