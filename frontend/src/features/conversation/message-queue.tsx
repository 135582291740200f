import { IconCheck, IconChevronDown, IconChevronUp, IconClock, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { IconButton } from '@/components/button';
import type { QueuedMessage } from '@/lib/api-types';
import { plural } from '@/lib/format';
import styles from './dock.module.css';
import type { Messages } from './use-messages';

interface MessageQueueProps {
  readonly queue: readonly QueuedMessage[];
  readonly messages: Messages;
  /** whether a turn runs, after which they are sent */
  readonly working: boolean;
}

export function MessageQueue({ queue, messages, working }: MessageQueueProps) {
  if (queue.length === 0) return null;
  return (
    <div className={styles.queue}>
      <span className={styles.queueHead}>{working ? 'Sent when the turn ends' : 'Waiting to be sent'}</span>
      {queue.map((message, place) => (
        <QueuedChip
          key={message.messageId}
          message={message}
          messages={messages}
          place={queue.length > 1 ? place : null}
          last={place === queue.length - 1}
        />
      ))}
    </div>
  );
}

interface QueuedChipProps {
  readonly message: QueuedMessage;
  readonly messages: Messages;
  /** null: there is nothing to move past */
  readonly place: number | null;
  readonly last: boolean;
}

function QueuedChip({ message, messages, place, last }: QueuedChipProps) {
  const [edited, setEdited] = useState<string | null>(null);
  const save = () => {
    if (edited !== null && edited.trim() !== '' && edited !== message.text) {
      messages.change(message.messageId, edited.trim());
    }
    setEdited(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') setEdited(null);
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    save();
  };
  return (
    <div className={`${styles.chip} ${message.state === 'FAILED' ? styles.failed : ''}`}>
      <IconClock size={13} aria-hidden />
      {edited === null ? (
        <button
          type="button"
          className="truncate"
          title={message.text}
          onClick={() => setEdited(message.text)}
        >
          {message.state === 'FAILED' && 'Not sent: '}
          {message.text}
          {message.attachments.length > 0 && (
            <span className="dim"> · {plural(message.attachments.length, 'file')}</span>
          )}
        </button>
      ) : (
        <textarea
          aria-label="Queued message"
          // biome-ignore lint/a11y/noAutofocus: it replaces the button that was pressed
          autoFocus
          rows={1}
          value={edited}
          onChange={(event) => setEdited(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      )}
      {edited === null && place !== null && message.state === 'QUEUED' && (
        <>
          <IconButton
            size="small"
            label="Send earlier"
            disabled={place === 0}
            onClick={() => messages.move(message.messageId, place - 1)}
          >
            <IconChevronUp size={13} aria-hidden />
          </IconButton>
          <IconButton
            size="small"
            label="Send later"
            disabled={last}
            onClick={() => messages.move(message.messageId, place + 1)}
          >
            <IconChevronDown size={13} aria-hidden />
          </IconButton>
        </>
      )}
      {edited !== null && (
        <IconButton size="small" label="Keep the change" onClick={save}>
          <IconCheck size={13} aria-hidden />
        </IconButton>
      )}
      <IconButton
        size="small"
        label={edited === null ? 'Take back' : 'Leave it as it was'}
        onClick={() => (edited === null ? messages.remove(message.messageId) : setEdited(null))}
      >
        <IconX size={13} aria-hidden />
      </IconButton>
    </div>
  );
}
