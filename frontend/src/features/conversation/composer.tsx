import { IconArrowUp, IconPlayerStopFilled } from '@tabler/icons-react';
import type { KeyboardEvent, Ref } from 'react';
import { AttachButton, AttachmentTray } from '@/components/attachment-tray';
import type { NewAttachment, Session } from '@/lib/api-types';
import { useAttachments } from '@/lib/use-attachments';
import { ComposerPickers } from './composer-pickers';
import styles from './dock.module.css';
import { SuggestionList, useSuggestions } from './suggestions';
import { UsageGauge } from './usage-gauge';

interface ComposerProps {
  readonly session: Session;
  readonly draft: string;
  readonly field: Ref<HTMLTextAreaElement>;
  readonly onDraft: (text: string) => void;
  readonly onSend: (text: string, attachments: readonly NewAttachment[]) => void;
  readonly onStop: () => void;
}

function placeholder({ status, waiting }: Session): string {
  if (status === 'WORKING') return 'Reply, or queue the next message';
  if (waiting !== null && waiting.reason !== 'WORKSPACE')
    return 'Queue a message; it is sent when its turn comes';
  return status === 'WAITING'
    ? 'Queue a message; it is sent when the workspace is ready'
    : 'Write to the agent';
}

export function Composer({ session, draft, field, onDraft, onSend, onStop }: ComposerProps) {
  const { workspaceId, commands } = session;
  const suggestions = useSuggestions({ workspaceId, commands, draft, onDraft });
  const attachments = useAttachments();
  const empty = draft.trim() === '';
  const stops = session.status === 'WORKING' && empty;
  const send = () => {
    if (empty) return;
    onSend(draft.trim(), attachments.toSend());
    onDraft('');
    attachments.clear();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Enter also confirms what an input method proposes; that is not sending.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (suggestions.onKeyDown(event)) return;
    if (event.key === 'Escape') event.currentTarget.blur();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    send();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files are dropped anywhere on it; a button does the same
    <div
      className={styles.composer}
      onDragOver={(event) => event.preventDefault()}
      onDrop={attachments.onDrop}
    >
      <SuggestionList list={suggestions} />
      <AttachmentTray attachments={attachments} />
      <textarea
        ref={field}
        className={styles.text}
        aria-label="Message"
        placeholder={placeholder(session)}
        rows={1}
        value={draft}
        onChange={(event) => onDraft(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={attachments.onPaste}
      />
      <div className={styles.tray}>
        <AttachButton attachments={attachments} />
        <span className={styles.agent}>{session.agentTitle}</span>
        <ComposerPickers session={session} />
        <UsageGauge usage={session.usage} />
        {stops ? (
          <button
            type="button"
            className={`${styles.send} ${styles.stop}`}
            aria-label="Stop the turn"
            title="Stop the turn"
            onClick={onStop}
          >
            <IconPlayerStopFilled size={13} aria-hidden />
          </button>
        ) : (
          <button
            type="button"
            className={styles.send}
            aria-label="Send"
            title="Send"
            disabled={empty}
            onClick={send}
          >
            <IconArrowUp size={16} stroke={2.2} aria-hidden />
          </button>
        )}
      </div>
    </div>
  );
}
