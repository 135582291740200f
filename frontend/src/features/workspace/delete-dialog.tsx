import { Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from '@/components/button';
import { plural } from '@/lib/format';
import { describeError, notifyInfo } from '@/lib/notify';
import { deleteWorkspace, lossesOf } from '@/lib/workspace-actions';
import type { WorkspaceView } from './use-workspace';
import styles from './workspace.module.css';

interface DeleteDialogProps {
  readonly view: WorkspaceView;
  readonly project: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Asks first; when the server names work that would be lost, asks again with the losses. */
export function DeleteDialog({ view, project, opened, onClose }: DeleteDialogProps) {
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: (confirm: boolean) => deleteWorkspace(view.id, confirm),
    onSuccess: () => {
      notifyInfo('Deleted', `${view.name} is gone.`);
      void navigate({ to: '/projects/$project/board', params: { project } });
    },
  });
  const losses = lossesOf(remove.error);
  const close = () => {
    remove.reset();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title="Delete this workspace?" size={480}>
      <div className={styles.dialog}>
        <p>
          The worktree, the conversations and the record of <b>{view.name}</b> go. To put it away and keep it,
          archive it.
        </p>
        {losses !== null && (
          <p className={styles.losses} role="alert">
            {[
              losses.unmergedCommits > 0 &&
                `${plural(losses.unmergedCommits, 'commit')} neither merged nor pushed`,
              losses.uncommittedFiles > 0 && `${plural(losses.uncommittedFiles, 'file')} not committed`,
            ]
              .filter(Boolean)
              .join(' and ')}{' '}
            would be lost.
          </p>
        )}
        {losses === null && remove.error !== null && (
          <p className={styles.losses} role="alert">
            {describeError(remove.error)}
          </p>
        )}
        <div className={styles.dialogEnd}>
          <Button variant="ghost" onClick={close} data-autofocus>
            Keep it
          </Button>
          <Button variant="danger" disabled={remove.isPending} onClick={() => remove.mutate(losses !== null)}>
            {remove.isPending ? 'Deleting…' : losses === null ? 'Delete' : 'Delete and lose this work'}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
