import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { Button } from '@/components/button';
import type { RunSummary } from '@/lib/schemas';
import { useRunStep } from './run-script-query';
import { isActive } from './run-state';

interface RunButtonProps {
  readonly workspaceId: string;
  readonly run: RunSummary | null;
  readonly small?: boolean;
  readonly className?: string;
  /** Called at a start, whatever comes of it: the log says the rest. */
  readonly onStart: () => void;
}

export function RunButton({ workspaceId, run, small = false, className, onStart }: RunButtonProps) {
  const step = useRunStep(workspaceId);
  const active = isActive(run);
  const stopping = run?.status === 'STOPPING';
  const Icon = active ? IconPlayerStop : IconPlayerPlay;
  return (
    <Button
      size={small ? 'small' : 'medium'}
      {...(className !== undefined && { className })}
      disabled={step.isPending || stopping}
      title={active ? 'Stop the dev server' : 'Start the dev server'}
      onClick={() => {
        step.mutate(active ? 'stop' : 'start');
        if (!active) onStart();
      }}
    >
      <Icon size={14} stroke={1.85} aria-hidden />
      {stopping ? 'Stopping' : active ? 'Stop' : 'Run'}
      {active && run !== null && run.port !== null && <span className="dim num">:{run.port}</span>}
    </Button>
  );
}
