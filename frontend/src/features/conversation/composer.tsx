import { IconArrowUp, IconPlayerStopFilled } from '@tabler/icons-react';
import type { KeyboardEvent, Ref } from 'react';
import type { Session } from '@/lib/api-types';
import { CommandList, useCommandList } from './command-list';
import { ComposerPickers } from './composer-pickers';
import styles from './dock.module.css';
import { UsageGauge } from './usage-gauge';

interface ComposerProps {
  readonly session: Session;
  readonly draft: string;
  readonly field: Ref<HTMLTextAreaElement>;
  readonly onDraft: (text: string) => void;
  readonly onSend: (text: string) => void;
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
  const commands = useCommandList(session.commands, draft, onDraft);
  const empty = draft.trim() === '';
  const stops = session.status === 'WORKING' && empty;
  const send = () => {
    if (empty) return;
    onSend(draft.trim());
    onDraft('');
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Enter also confirms what an input method proposes; that is not sending.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (commands.onKeyDown(event)) return;
    if (event.key === 'Escape') event.currentTarget.blur();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    send();
  };
  return (
    <div className={styles.composer}>
      <CommandList list={commands} />
      <textarea
        ref={field}
        className={styles.text}
        aria-label="Message"
        placeholder={placeholder(session)}
        rows={1}
        value={draft}
        onChange={(event) => onDraft(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className={styles.tray}>
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
