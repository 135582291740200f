import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { EmptyState } from '@/components/empty-state';
import type { FormContent, PermissionOption, Session } from '@/lib/api-types';
import { describeError } from '@/lib/notify';
import { sessionQuery } from '@/lib/queries';
import type { SessionSummary } from '@/lib/schemas';
import { useHotkeys } from '@/lib/use-hotkeys';
import { useAnswerPermission, useSessionStep } from '@/lib/workspace-actions';
import { Composer } from './composer';
import styles from './conversation.module.css';
import { ConversationLog } from './conversation-log';
import dock from './dock.module.css';
import type { EventLog } from './event-log';
import { MessageQueue } from './message-queue';
import { PermissionCard } from './permission-card';
import { applyToSession } from './session-state';
import { SessionStateNote } from './session-state-note';
import { useDraft } from './use-draft';
import { useEventLog } from './use-event-log';
import { useMessages } from './use-messages';

interface ConversationProps {
  readonly sessionId: string;
  /** the session as the snapshot shows it, when it does */
  readonly summary: SessionSummary | undefined;
  /** the worktree, left out of paths */
  readonly root: string | null;
  readonly archived: boolean;
}

/** Brings the held session up to date with its events, and reads it anew where events cannot tell. */
function useCurrentSession(
  sessionId: string,
  log: EventLog | undefined,
  summary: SessionSummary | undefined,
) {
  const client = useQueryClient();
  const key = sessionQuery(sessionId).queryKey;
  const result = useQuery(sessionQuery(sessionId));
  const session = result.data;
  useEffect(() => {
    if (session === undefined || log === undefined || log.last <= session.lastSequence) return;
    client.setQueryData(key, applyToSession(session, log.events));
  }, [client, key, session, log]);

  const ended = session?.status === 'FAILED' || session?.status === 'STOPPED';
  const queued = summary?.queued;
  const differs = queued !== undefined && session !== undefined && queued !== session.queue.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew once per change, not until it agrees
  useEffect(() => {
    if (differs || ended) void client.invalidateQueries({ queryKey: key });
  }, [ended, queued]);
  return result;
}

/** What no event tells: the snapshot has it newest. */
function newerOf(summary: SessionSummary | undefined) {
  return summary && { waiting: summary.waiting, resources: summary.resources };
}

export function Conversation({ sessionId, summary, root, archived }: ConversationProps) {
  const events = useEventLog(sessionId);
  const { data: session, error } = useCurrentSession(sessionId, events.log, summary);
  if (error !== null && session === undefined) {
    return (
      <div className={styles.root}>
        <EmptyState title="The conversation was not loaded">{describeError(error)}</EmptyState>
      </div>
    );
  }
  if (session === undefined) return <div className={styles.root} />;
  return (
    <div className={styles.root}>
      <ConversationLog
        session={session}
        log={events.log}
        root={root}
        activity={summary?.activity?.label ?? null}
        loadingOlder={events.loadingOlder}
        onLoadOlder={() => void events.loadOlder()}
      />
      {!archived && <Dock session={{ ...session, ...newerOf(summary) }} root={root} />}
    </div>
  );
}

function Dock({ session, root }: { session: Session; root: string | null }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useDraft(session.id);
  const messages = useMessages(session, (text) => setDraft(text));
  const answerPermission = useAnswerPermission();
  const step = useSessionStep();
  const request = session.pendingRequests[0];
  const answer = ({ optionId }: PermissionOption, content?: FormContent) => {
    if (request && !answerPermission.isPending) {
      const { requestId } = request;
      answerPermission.mutate({ sessionId: session.id, requestId, optionId, ...(content && { content }) });
    }
  };
  useHotkeys({ c: () => field.current?.focus() });
  return (
    <div className={dock.dock}>
      <div className={dock.inner}>
        {request !== undefined && (
          <PermissionCard
            key={request.requestId}
            request={request}
            agentTitle={session.agentTitle}
            root={root}
            others={session.pendingRequests.length - 1}
            busy={answerPermission.isPending}
            onAnswer={answer}
            onDenyAndSay={(option) => {
              answer(option);
              field.current?.focus();
            }}
          />
        )}
        <MessageQueue
          queue={session.queue.filter((message) => message.state !== 'SENT')}
          messages={messages}
          working={session.status === 'WORKING'}
        />
        <SessionStateNote
          session={session}
          busy={step.isPending}
          onResume={() => step.mutate({ sessionId: session.id, step: 'resume' })}
        />
        <Composer
          session={session}
          draft={draft}
          field={field}
          onDraft={setDraft}
          onSend={messages.send}
          onStop={() => step.mutate({ sessionId: session.id, step: 'cancel' })}
        />
      </div>
    </div>
  );
}
