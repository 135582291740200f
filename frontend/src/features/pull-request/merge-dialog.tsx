import { Modal } from '@mantine/core';
import { Button } from '@/components/button';
import { describeError } from '@/lib/notify';
import type { MergeMethod, PullRequestDetails } from '@/lib/pull-request';
import { METHODS } from './merge-methods';
import styles from './pull-request.module.css';
import { checksLine, reviewLine } from './summary';

interface MergeDialogProps {
  readonly details: PullRequestDetails;
  readonly method: MergeMethod;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onMerge: () => void;
  readonly onClose: () => void;
}

/** Asks once more, with what is known of the commit that would be merged. */
export function MergeDialog({ details, method, busy, error, onMerge, onClose }: MergeDialogProps) {
  const facts = [checksLine(details.checks, details.ci).title, reviewLine(details).title.toLowerCase()].join(
    ', ',
  );
  return (
    <Modal opened onClose={onClose} title={`${METHODS[method].name}?`} size={480}>
      <div className={styles.dialog}>
        <p>
          <b>
            #{details.number} {details.title}
          </b>{' '}
          goes into <span className={styles.base}>{details.baseBranch}</span> as it is at{' '}
          <span className={styles.base}>{details.headSha.slice(0, 7)}</span>. {facts}.
        </p>
        {error !== null && (
          <p className={styles.problem} role="alert">
            {describeError(error)}
          </p>
        )}
        <div className={styles.boxEnd}>
          <Button variant="ghost" onClick={onClose} data-autofocus>
            Not yet
          </Button>
          <Button variant="primary" disabled={busy} onClick={onMerge}>
            {busy ? 'Merging…' : METHODS[method].name}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
