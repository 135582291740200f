import { CommandLine } from '@/components/command-line';
import { StatusIcon } from '@/components/status-icon';
import { ApiError } from '@/lib/api-client';
import { describeError, fixOf } from '@/lib/notify';
import styles from './new-workspace.module.css';

const WHAT_TO_DO: Readonly<Record<string, string>> = {
  INVALID_NAME: 'Choose another name.',
  BRANCH_NOT_FOUND: 'Choose one from the list; it is read again each time the dialog opens.',
  UNKNOWN_AGENT: 'Choose another agent.',
  AGENT_UNAVAILABLE: 'Choose another agent, or run this and try again.',
  AGENT_SIGNED_OUT: 'Choose another agent, or run this in a terminal and try again.',
  PROJECT_NOT_READY: 'Wait until the project is cloned.',
};

function whatToDo(error: ApiError): string | undefined {
  const at = error.facts.checkedOutAt;
  if (error.code === 'BRANCH_CHECKED_OUT') {
    return `It is checked out${typeof at === 'string' ? ` at ${at}` : ''}. Switch that worktree to another branch first.`;
  }
  return WHAT_TO_DO[error.code];
}

export function CreateProblem({ error }: { error: Error }) {
  const fix = fixOf(error);
  const advice = error instanceof ApiError ? whatToDo(error) : undefined;
  return (
    <div className={styles.problem} data-tone="danger" role="alert">
      <StatusIcon tone="danger" />
      <b>{describeError(error)}</b>
      {advice !== undefined && <p>{advice}</p>}
      {fix !== null && (
        <div>
          <CommandLine command={fix} copyable />
        </div>
      )}
    </div>
  );
}
