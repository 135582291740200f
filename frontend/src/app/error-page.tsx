import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { Button } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { describeError } from '@/lib/notify';
import styles from './root.module.css';

export function ErrorPage({ error, reset }: ErrorComponentProps) {
  return (
    <main className={styles.alone}>
      <EmptyState
        title="This page failed"
        actions={
          <>
            <Button variant="primary" onClick={reset}>
              Try again
            </Button>
            <Button onClick={() => window.location.assign('/')}>Start over</Button>
          </>
        }
      >
        {describeError(error)}
      </EmptyState>
    </main>
  );
}

export function NotFoundPage() {
  return (
    <EmptyState title="There is no such page">
      It may have been deleted.{' '}
      <Link to="/" className="link">
        Go to the board
      </Link>
    </EmptyState>
  );
}
