import { IconCheck, IconMessage, IconSend } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Button } from '@/components/button';
import { Age } from '@/components/chips';
import { DiffView } from '@/components/diff-view';
import { Tag } from '@/components/tag';
import type { Thread } from '@/lib/pull-request';
import { type AgentTarget, placeOf, quoted, useSendToAgent, useSentMark } from '@/lib/send-to-agent';
import { type Hunk, parsePatch } from '@/lib/unified-diff';
import { CommentBox } from './comment-box';
import { CommentRow } from './comment-row';
import styles from './pull-request.module.css';
import { acts, useAct } from './use-pull-request';

const LINES_SHOWN = 6;

/** The end of the hunk, where the line is that the thread stands on. */
export function endOfHunk(diffHunk: string): Hunk[] {
  const last = parsePatch(diffHunk).at(-1);
  if (last === undefined) return [];
  return [{ ...last, skipped: 0, title: '', lines: last.lines.slice(-LINES_SHOWN) }];
}

interface ReviewThreadProps {
  readonly workspaceId: string;
  readonly thread: Thread;
  readonly agent: AgentTarget | null;
  readonly number: number;
}

export function ReviewThread({ workspaceId, thread, agent, number }: ReviewThreadProps) {
  const hunks = useMemo(() => endOfHunk(thread.diffHunk ?? ''), [thread.diffHunk]);
  const sentAt = useSentMark(thread.id);
  const place = placeOf(thread) ?? thread.path;
  return (
    <article className={styles.thread} aria-label={`Thread on ${place}`}>
      <header>
        <IconMessage size={14} stroke={1.85} aria-hidden />
        <span className={`${styles.place} truncate`} title={place}>
          {place}
        </span>
        <span className={styles.end}>
          {sentAt !== '' && (
            <Tag tone="working">
              Sent to agent&nbsp;
              <Age at={sentAt} />
            </Tag>
          )}
          {thread.outdated && <Tag title="The line has changed since">Outdated</Tag>}
          {thread.resolved && <Tag tone="success">Resolved</Tag>}
        </span>
      </header>
      {hunks.length > 0 && <DiffView hunks={hunks} wrap={false} />}
      <div className={styles.comments}>
        {thread.comments.map((comment) => (
          <CommentRow key={comment.id} comment={comment} />
        ))}
      </div>
      <ThreadActions {...{ workspaceId, thread, agent, number }} />
    </article>
  );
}

function ThreadActions({ workspaceId, thread, agent, number }: ReviewThreadProps) {
  const [replying, setReplying] = useState(false);
  const act = useAct(workspaceId);
  const send = useSendToAgent(agent);
  const text = thread.comments.map(({ author, body }) => `${author}: ${body}`).join('\n\n');
  if (replying) {
    return (
      <footer>
        <CommentBox
          label="Reply"
          draft={`pull-request.reply.${thread.id}`}
          action="Reply"
          busy={act.isPending}
          onCancel={() => setReplying(false)}
          onSend={(body, sent) =>
            act.mutate(acts.reply(thread.id, body), {
              onSuccess: () => {
                sent();
                setReplying(false);
              },
            })
          }
        />
      </footer>
    );
  }
  return (
    <footer>
      {thread.canResolve && (
        <Button
          size="small"
          disabled={act.isPending}
          onClick={() => act.mutate(acts.resolve(thread.id, !thread.resolved))}
        >
          {!thread.resolved && <IconCheck size={14} stroke={1.85} aria-hidden />}
          {thread.resolved ? 'Unresolve' : 'Resolve'}
        </Button>
      )}
      {thread.canReply && (
        <Button size="small" variant="ghost" onClick={() => setReplying(true)}>
          Reply
        </Button>
      )}
      <Button
        size="small"
        variant="ghost"
        disabled={agent === null || send.isPending}
        title={agent === null ? 'No session to send it to: start one first' : `Sends it to ${agent.title}`}
        onClick={() =>
          send.mutate({
            text: quoted({ from: `review thread of pull request #${number}`, ...thread, text }),
            thing: thread.id,
          })
        }
      >
        <IconSend size={14} stroke={1.85} aria-hidden />
        Send to agent
      </Button>
    </footer>
  );
}
