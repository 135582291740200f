import type { KeyboardEvent } from 'react';
import { Button } from '@/components/button';
import { MOD } from '@/lib/shell';
import { useStored, writeStored } from '@/lib/storage';
import styles from './pull-request.module.css';

interface CommentBoxProps {
  readonly label: string;
  /** where what is typed is kept until it is sent */
  readonly draft: string;
  readonly action: string;
  readonly busy: boolean;
  readonly placeholder?: string;
  readonly onSend: (text: string, sent: () => void) => void;
  readonly onCancel?: () => void;
}

/** Words for GitHub. A draft outlives the panel, and a refusal. */
export function CommentBox(props: CommentBoxProps) {
  const { label, draft, action, busy, placeholder, onSend, onCancel } = props;
  const [text, setText] = useStored<string>(draft, '');
  const send = () => {
    if (text.trim() !== '' && !busy) onSend(text.trim(), () => writeStored(draft, null));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && !event.nativeEvent.isComposing) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape' && onCancel !== undefined) {
      onCancel();
    }
  };
  return (
    <div className={styles.box}>
      <textarea
        aria-label={label}
        placeholder={placeholder ?? label}
        value={text}
        rows={2}
        // biome-ignore lint/a11y/noAutofocus: it opens because one wants to write in it
        autoFocus={onCancel !== undefined}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {(text !== '' || onCancel !== undefined) && (
        <div className={styles.boxEnd}>
          {onCancel !== undefined && (
            <Button size="small" variant="ghost" onClick={onCancel}>
              Cancel
            </Button>
          )}
          <Button size="small" variant="primary" disabled={busy || text.trim() === ''} onClick={send}>
            {busy ? 'Sending…' : action} <kbd>{MOD}↵</kbd>
          </Button>
        </div>
      )}
    </div>
  );
}
