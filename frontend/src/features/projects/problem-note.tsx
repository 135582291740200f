import { Link } from '@tanstack/react-router';
import { StatusIcon } from '@/components/status-icon';
import type { ProjectProblem } from './project-problems';
import styles from './welcome.module.css';

export function ProblemNote({ problem }: { problem: ProjectProblem }) {
  return (
    <div className={styles.problem} data-tone="danger" role="alert">
      <StatusIcon tone="danger" />
      <b>{problem.message}</b>
      {problem.whatToDo !== null && (
        <p>
          {problem.whatToDo}{' '}
          {problem.projectId !== null && (
            <Link className="link" to="/projects/$project/board" params={{ project: problem.projectId }}>
              Open it
            </Link>
          )}
        </p>
      )}
    </div>
  );
}
