import { InlineCode } from '@/components/inline-code';
import { StatusIcon } from '@/components/status-icon';
import { moment } from '@/lib/format';
import type { TimelineEvent } from '@/lib/ratchet';
import { Classified } from './classified';
import { changesOf, costWords, lookOf } from './event-look';
import styles from './timeline.module.css';

interface EventRowProps {
  readonly event: TimelineEvent;
  readonly onSession: (sessionId: string) => void;
}

export function EventRow({ event, onSession }: EventRowProps) {
  const { tone, shape } = lookOf(event);
  const changes = changesOf(event);
  const cost = costWords(event);
  const session = event.sessionId;
  return (
    <li className={styles.event}>
      <StatusIcon tone={tone} shape={shape} />
      <div className={styles.told}>
        <div className={styles.title}>
          <b>{event.title}</b>
          {event.count > 1 && <span className={styles.count}>{event.count} times</span>}
          <time
            dateTime={event.lastAt ?? event.at}
            title={new Date(event.lastAt ?? event.at).toLocaleString()}
          >
            {moment(event.lastAt ?? event.at)}
          </time>
        </div>
        {event.detail !== null && (
          <p>
            <InlineCode text={event.detail} />
          </p>
        )}
        {changes.length > 0 && (
          <ul className={styles.changes} aria-label="What changed">
            {changes.map(({ field, from, to }) => (
              <li key={field}>
                {field} <s>{from}</s> → <b>{to}</b>
              </li>
            ))}
          </ul>
        )}
        {event.checks.map((check) => (
          <Classified key={check.checkId ?? check.name} check={check} />
        ))}
        {(cost !== null || session !== null || event.url !== null || event.headSha !== null) && (
          <div className={styles.foot}>
            {event.headSha !== null && <code>{event.headSha.slice(0, 7)}</code>}
            {cost !== null && <span className="num">{cost}</span>}
            {session !== null && (
              <button type="button" className="link" onClick={() => onSession(session)}>
                Session
              </button>
            )}
            {event.url !== null && (
              <a className="link" href={event.url} target="_blank" rel="noreferrer">
                GitHub
              </a>
            )}
          </div>
        )}
      </div>
    </li>
  );
}
