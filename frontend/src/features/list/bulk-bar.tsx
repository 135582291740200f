import { Modal, Textarea } from '@mantine/core';
import { IconArchive, IconPlayerStop, IconSend, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { Button, IconButton } from '@/components/button';
import { ConfirmButton } from '@/components/confirm-button';
import { leadingSession } from '@/lib/entries';
import { plural } from '@/lib/format';
import type { Entry } from '@/lib/schemas';
import { useSessionStep, useWorkspaceStep } from '@/lib/workspace-actions';
import styles from './list.module.css';
import { useSendPrompts } from './use-send-prompts';

const RUNNING: readonly string[] = ['STARTING', 'IDLE', 'WORKING'];

function runningSessions(entries: readonly Entry[]) {
  return entries
    .flatMap((entry) => entry.session?.sessions ?? [])
    .filter((session) => RUNNING.includes(session.status));
}

export function BulkBar({ entries, onDone }: { entries: readonly Entry[]; onDone: () => void }) {
  const [prompting, setPrompting] = useState(false);
  const workspaceStep = useWorkspaceStep();
  const sessionStep = useSessionStep();
  const running = runningSessions(entries);
  return (
    <div className={styles.bulk} role="toolbar" aria-label="Selected workspaces">
      <b>{entries.length} selected</b>
      <Button variant="ghost" onClick={() => setPrompting(true)}>
        <IconSend size={16} stroke={1.75} aria-hidden />
        Send prompt
      </Button>
      <ConfirmButton
        question={`Stop ${plural(running.length, 'agent')}?`}
        disabled={running.length === 0}
        onConfirm={() => {
          for (const { sessionId } of running) sessionStep.mutate({ sessionId, step: 'stop' });
        }}
      >
        <IconPlayerStop size={16} stroke={1.75} aria-hidden />
        Stop agents
      </ConfirmButton>
      <ConfirmButton
        question={`Archive ${entries.length}?`}
        onConfirm={() => {
          for (const { workspaceId } of entries) workspaceStep.mutate({ workspaceId, step: 'archive' });
          onDone();
        }}
      >
        <IconArchive size={16} stroke={1.75} aria-hidden />
        Archive
      </ConfirmButton>
      <span className={styles.separator} />
      <IconButton label="Clear the selection" onClick={onDone}>
        <IconX size={16} stroke={1.75} aria-hidden />
      </IconButton>
      <PromptDialog opened={prompting} entries={entries} onClose={() => setPrompting(false)} />
    </div>
  );
}

interface PromptDialogProps {
  readonly opened: boolean;
  readonly entries: readonly Entry[];
  readonly onClose: () => void;
}

function PromptDialog({ opened, entries, onClose }: PromptDialogProps) {
  const [text, setText] = useState('');
  const send = useSendPrompts(() => {
    setText('');
    onClose();
  });
  const quiet = entries.filter((entry) => leadingSession(entry) === undefined).length;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Send to ${plural(entries.length, 'workspace')}`}
      size={560}
    >
      <div className={styles.prompt}>
        <Textarea
          aria-label="Prompt"
          placeholder="The same message goes to each of them"
          autosize
          minRows={4}
          maxRows={12}
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {quiet > 0 && (
          <p className="dim">{plural(quiet, 'workspace')} without a session will get a new one.</p>
        )}
        <div className={styles.promptEnd}>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button
            variant="primary"
            disabled={text.trim() === '' || send.isPending}
            onClick={() => send.mutate({ entries, text: text.trim() })}
          >
            {send.isPending ? 'Sending…' : 'Send'}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
