import { useQuery } from '@tanstack/react-query';
import { Button } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { SignInPage } from '@/features/sign-in/sign-in-page';
import { ApiError } from '@/lib/api-client';
import { describeError } from '@/lib/notify';
import { projectsQuery } from '@/lib/queries';
import { Frame } from './frame';
import styles from './root.module.css';

/** Decides whether there is anybody to show the app to. */
export function Root() {
  const projects = useQuery(projectsQuery);
  if (projects.error instanceof ApiError && projects.error.status === 401) {
    return <SignInPage onSignedIn={() => window.location.assign('/')} />;
  }
  if (projects.data !== undefined) return <Frame />;
  if (projects.error !== null) {
    return (
      <main className={styles.alone}>
        <EmptyState
          title="The server does not answer"
          actions={
            <Button variant="primary" onClick={() => void projects.refetch()}>
              Try again
            </Button>
          }
        >
          {describeError(projects.error)}
        </EmptyState>
      </main>
    );
  }
  return null;
}
