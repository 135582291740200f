import { Button } from '@/components/button';
import { Banner } from '@/components/empty-state';
import { useWorkspaceStep } from '@/lib/workspace-actions';
import type { WorkspaceView } from './use-workspace';

/** What is unusual about the whole workspace, in one line above it. */
export function WorkspaceBanner({ view }: { view: WorkspaceView }) {
  const step = useWorkspaceStep();
  const act = (kind: 'restore' | 'retry', label: string) => (
    <Button
      size="small"
      variant="ghost"
      disabled={step.isPending}
      onClick={() => step.mutate({ workspaceId: view.id, step: kind })}
    >
      {label}
    </Button>
  );
  if (view.status === 'ARCHIVED') {
    return (
      <Banner tone="neutral" title="Archived." action={act('restore', 'Restore')}>
        The worktree is put away; branch and conversations are kept.
      </Banner>
    );
  }
  if (view.status === 'ARCHIVING') return <Banner tone="working" title="Archiving…" />;
  if (view.canRetry) {
    return (
      <Banner tone="danger" title="The setup failed." action={act('retry', 'Retry')}>
        {view.error}
      </Banner>
    );
  }
  if (view.status === 'READY' && view.error !== null) {
    return (
      <Banner tone="attention" title="Look at this:">
        {view.error}
      </Banner>
    );
  }
  return null;
}
