import { Age, Reason } from '@/components/chips';
import { StatusIcon } from '@/components/status-icon';
import type { Need } from '@/lib/schemas';
import type { NeedActions } from './need-actions';
import { NeedDetail } from './need-detail';
import { NeedQuickAnswers } from './need-quick-answers';
import styles from './needs-you.module.css';

interface NeedItemProps {
  readonly need: Need;
  readonly open: boolean;
  readonly actions: NeedActions;
  readonly onSelect: () => void;
}

function summary(need: Need) {
  const request = need.pendingRequest;
  if (request === null) return <span className="truncate">{need.error?.message ?? need.branch}</span>;
  const text = request.command ?? request.title;
  return request.command === null ? (
    <span className="truncate">{text}</span>
  ) : (
    <code className="truncate" title={text}>
      {text}
    </code>
  );
}

/** The command has a line of its own when the need is open. */
function openSummary({ pendingRequest, branch }: Need) {
  return pendingRequest === null || pendingRequest.command !== null ? branch : pendingRequest.title;
}

export function NeedItem({ need, open, actions, onSelect }: NeedItemProps) {
  const { tone, code, label } = need.statusReason;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the page select and answer
    <article
      className={`${styles.item} ${open ? styles.open : ''}`}
      data-tone={tone}
      data-need
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the item is a stop of the keyboard, its keys answer
      tabIndex={0}
      aria-current={open}
      aria-label={`${need.name}, ${label.toLowerCase()}`}
      onFocus={onSelect}
      onClick={onSelect}
    >
      <StatusIcon tone={tone} code={code} label={label} />
      <div style={{ minWidth: 0 }}>
        <div className={styles.title}>
          <b className="truncate" title={need.name}>
            {need.name}
          </b>
          <span className={styles.where}>{need.projectName}</span>
        </div>
        <div className={styles.sub}>
          <Reason label={label} />
          {open ? <span className="truncate">{openSummary(need)}</span> : summary(need)}
        </div>
      </div>
      {open ? (
        <span className={styles.openAge}>
          <Age at={need.since} />
        </span>
      ) : (
        <div className={styles.actions}>
          <NeedQuickAnswers need={need} actions={actions} />
          <Age at={need.since} />
        </div>
      )}
      {open && <NeedDetail need={need} actions={actions} />}
    </article>
  );
}
