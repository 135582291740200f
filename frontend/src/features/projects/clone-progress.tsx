import { useMutation } from '@tanstack/react-query';
import { Button } from '@/components/button';
import { StatusIcon } from '@/components/status-icon';
import { api } from '@/lib/api-client';
import { notifyFailure } from '@/lib/notify';
import type { Project } from '@/lib/schemas';
import { ProblemNote } from './problem-note';
import { cloneProblem } from './project-problems';
import styles from './welcome.module.css';

/** A clone as the server reports it; a failed one can only be put away. */
export function CloneProgress({ project }: { project: Project }) {
  const remove = useMutation({
    mutationFn: () => api.delete(`/api/projects/${project.id}`),
    onError: (error) => notifyFailure('The clone was not cancelled', error),
  });
  const percent = project.progress?.percent ?? 0;
  if (project.state === 'FAILED') {
    return (
      <ProblemNote
        problem={cloneProblem(project.error ?? { code: 'CLONE_FAILED', message: 'Cloning failed.' })}
      />
    );
  }
  return (
    <div className={styles.clone}>
      <div>
        <StatusIcon tone="working" />
        <b>Cloning {project.name}</b>
        <span className="dim">
          {project.progress?.phase ?? 'Starting'} {project.progress?.percent != null && `${percent}%`}
        </span>
        <Button size="small" variant="ghost" disabled={remove.isPending} onClick={() => remove.mutate()}>
          {remove.isPending ? 'Cancelling…' : 'Cancel'}
        </Button>
      </div>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={`Cloning ${project.name}`}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <i style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
}
