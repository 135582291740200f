import { Modal } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Age } from '@/components/chips';
import { EmptyState, Skeleton } from '@/components/empty-state';
import { api } from '@/lib/api-client';
import type { HeldConversation, Session } from '@/lib/api-types';
import { describeError, notifyFailure } from '@/lib/notify';
import { sessionQuery, sessionsQuery } from '@/lib/queries';
import styles from './conversations-dialog.module.css';

const conversationsQuery = (sessionId: string) =>
  queryOptions<readonly HeldConversation[]>({
    queryKey: ['conversations', sessionId],
    queryFn: ({ signal }) => api.get(`/api/sessions/${sessionId}/conversations`, signal),
    gcTime: 0,
  });

interface ConversationsDialogProps {
  readonly session: Session;
  readonly onClose: () => void;
  readonly onStarted: (sessionId: string) => void;
}

/** Conversations that the agent held in this worktree, to be gone on with here. */
export function ConversationsDialog({ session, onClose, onStarted }: ConversationsDialogProps) {
  const client = useQueryClient();
  const { data, error, isPending } = useQuery(conversationsQuery(session.id));
  const open = useMutation({
    mutationFn: (conversation: string) =>
      api.post<Session>(`/api/workspaces/${session.workspaceId}/sessions`, {
        agent: session.agent,
        conversation,
      }),
    onSuccess: (opened) => {
      client.setQueryData(sessionQuery(opened.id).queryKey, opened);
      client.setQueryData(sessionsQuery(opened.workspaceId).queryKey, (held) => [...(held ?? []), opened]);
      onStarted(opened.id);
      onClose();
    },
    onError: (failure) => notifyFailure('The conversation was not opened', failure),
  });
  return (
    <Modal opened onClose={onClose} size={520} title={`Conversations of ${session.agentTitle}`}>
      <div className={styles.list}>
        {isPending && <Skeleton width="80%" />}
        {error !== null && <EmptyState title="Not told">{describeError(error)}</EmptyState>}
        {data?.length === 0 && <p className="dim">None in this worktree.</p>}
        {data?.map((held) => (
          <button
            key={held.conversationId}
            type="button"
            className={styles.item}
            disabled={open.isPending}
            onClick={() => open.mutate(held.conversationId)}
          >
            <span className="truncate">{held.title ?? held.conversationId}</span>
            {held.updatedAt !== null && <Age at={held.updatedAt} />}
          </button>
        ))}
      </div>
    </Modal>
  );
}
