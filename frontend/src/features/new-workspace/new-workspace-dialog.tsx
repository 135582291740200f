import { Modal } from '@mantine/core';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { AttachButton, AttachmentTray } from '@/components/attachment-tray';
import { Button } from '@/components/button';
import type { Issue } from '@/lib/issues';
import type { Project } from '@/lib/schemas';
import { MOD } from '@/lib/shell';
import { useAttachments } from '@/lib/use-attachments';
import { CreateProblem } from './create-problem';
import styles from './new-workspace.module.css';
import { useCreateWorkspace } from './use-create-workspace';
import { WorkspaceFields } from './workspace-fields';
import { EMPTY_FORM, toRequest, type WorkspaceForm } from './workspace-form';

interface NewWorkspaceDialogProps {
  readonly project: Project;
  /** what the workspace is to be about, when it was opened from an issue */
  readonly issue: Issue | null;
  readonly opened: boolean;
  readonly onClose: () => void;
}

function startNote({ prompt, issue }: WorkspaceForm): string {
  if (prompt.trim() !== '') return 'The agent starts as soon as it is set up.';
  return issue === null ? 'No prompt: no agent starts.' : 'The agent starts with the issue.';
}

export function NewWorkspaceDialog({ project, issue, opened, onClose }: NewWorkspaceDialogProps) {
  const [form, setForm] = useState<WorkspaceForm>(EMPTY_FORM);
  const create = useCreateWorkspace(project);
  const attachments = useAttachments();
  const set = (part: Partial<WorkspaceForm>) => setForm((held) => ({ ...held, ...part }));
  useEffect(() => {
    if (opened) setForm((held) => ({ ...held, issue }));
  }, [opened, issue]);
  const request = toRequest(form);
  const submit = () => {
    if (request === null || create.isPending) return;
    const files = attachments.toSend();
    create.mutate(files.length > 0 ? { ...request, attachments: files } : request, {
      onSuccess: () => {
        setForm({ ...EMPTY_FORM, agent: form.agent });
        attachments.clear();
        onClose();
      },
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && !event.nativeEvent.isComposing) {
      event.preventDefault();
      submit();
    }
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={640}
      title={
        <>
          New workspace <span className={styles.where}>{project.name}</span>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of all fields within */}
      <div
        className={styles.body}
        onKeyDown={onKeyDown}
        onPaste={attachments.onPaste}
        onDragOver={(event) => event.preventDefault()}
        onDrop={attachments.onDrop}
      >
        <textarea
          className={styles.prompt}
          aria-label="Prompt"
          placeholder={
            form.issue === null
              ? 'What should the agent do? Leave it empty to start with a quiet workspace.'
              : `What should the agent do about #${form.issue.number}? Left empty, it reads the issue.`
          }
          data-autofocus
          value={form.prompt}
          onChange={(event) => set({ prompt: event.currentTarget.value })}
        />
        <div className={styles.attach}>
          <AttachmentTray attachments={attachments} />
          <AttachButton attachments={attachments} />
        </div>
        {opened && <WorkspaceFields project={project} form={form} onChange={set} />}
        {create.error !== null && <CreateProblem error={create.error} />}
      </div>
      <footer className={styles.foot}>
        <span className={`${styles.note} not-phone`}>{startNote(form)}</span>
        <span className={styles.end}>
          <Button variant="ghost" onClick={onClose}>
            Cancel <kbd>Esc</kbd>
          </Button>
          <Button variant="primary" disabled={request === null || create.isPending} onClick={submit}>
            {create.isPending ? 'Creating…' : 'Create workspace'} <kbd>{MOD}↵</kbd>
          </Button>
        </span>
      </footer>
    </Modal>
  );
}
