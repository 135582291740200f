import { IconSend } from '@tabler/icons-react';
import { Button } from '@/components/button';
import { Tag } from '@/components/tag';
import type { Comment, PullRequestDetails } from '@/lib/pull-request';
import { type AgentTarget, quoted, useSendToAgent, useSentMark } from '@/lib/send-to-agent';
import { CommentBox } from './comment-box';
import { CommentRow } from './comment-row';
import styles from './pull-request.module.css';
import { RequestReview } from './request-review';
import { talkItems } from './talk-items';
import { acts, useAct } from './use-pull-request';

interface TalkProps {
  readonly workspaceId: string;
  readonly details: PullRequestDetails;
  readonly agent: AgentTarget | null;
}

/** What is said of the pull request as a whole. */
export function Talk({ workspaceId, details, agent }: TalkProps) {
  const act = useAct(workspaceId);
  const items = talkItems(details);
  return (
    <section aria-label="Conversation of the pull request">
      <h3 className={styles.section}>
        Conversation <span>{items.length}</span>
        {(details.state === 'OPEN' || details.state === 'DRAFT') && (
          <RequestReview workspaceId={workspaceId} requested={details.requestedReviewers} />
        )}
      </h3>
      <div className={styles.talk}>
        {items.map(({ comment, verdict }) => (
          <CommentRow
            key={comment.id}
            comment={comment}
            tag={verdict !== null && <Tag tone={verdict.tone}>{verdict.word}</Tag>}
            actions={
              comment.body.trim() !== '' &&
              !comment.mine && <ToAgent comment={comment} agent={agent} number={details.number} />
            }
          />
        ))}
      </div>
      <CommentBox
        label="Add a comment"
        draft={`pull-request.comment.${workspaceId}`}
        action="Comment"
        busy={act.isPending}
        onSend={(body, sent) => act.mutate(acts.comment(body), { onSuccess: sent })}
      />
    </section>
  );
}

interface ToAgentProps {
  readonly comment: Comment;
  readonly agent: AgentTarget | null;
  readonly number: number;
}

function ToAgent({ comment, agent, number }: ToAgentProps) {
  const send = useSendToAgent(agent);
  const sent = useSentMark(comment.id) !== '';
  const text = quoted({
    from: `comment by ${comment.author} on pull request #${number}`,
    path: null,
    line: null,
    text: comment.body,
  });
  return (
    <Button
      size="small"
      variant="ghost"
      className={styles.toAgent}
      disabled={agent === null || send.isPending}
      title={agent === null ? 'No session to send it to: start one first' : `Sends it to ${agent.title}`}
      onClick={() => send.mutate({ text, thing: comment.id })}
    >
      <IconSend size={14} stroke={1.85} aria-hidden />
      {sent ? 'Sent to agent, send again' : 'Send to agent'}
    </Button>
  );
}
