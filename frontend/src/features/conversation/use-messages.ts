import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { QueuedMessage, Session } from '@/lib/api-types';
import { newId } from '@/lib/new-id';
import { notifyFailure } from '@/lib/notify';
import { sessionQuery } from '@/lib/queries';

interface SendAnswer {
  readonly messageId: string;
  readonly state: QueuedMessage['state'];
}

/** Sending, changing and taking back messages. What cannot be sent comes back to the composer. */
export function useMessages(session: Session, onRefused: (text: string) => void) {
  const client = useQueryClient();
  const path = `/api/sessions/${session.id}/messages`;
  const patchQueue = (change: (queue: readonly QueuedMessage[]) => QueuedMessage[]) =>
    client.setQueryData(
      sessionQuery(session.id).queryKey,
      (held) => held && { ...held, queue: change(held.queue) },
    );
  const without = (messageId: string) =>
    patchQueue((queue) => queue.filter((message) => message.messageId !== messageId));
  const reload = () => void client.invalidateQueries({ queryKey: sessionQuery(session.id).queryKey });

  const send = useMutation({
    mutationFn: ({ id, text }: { id: string; text: string }) => api.post<SendAnswer>(path, { id, text }),
    onMutate: ({ id, text }) => {
      const state = session.status === 'IDLE' ? 'SENT' : 'QUEUED';
      patchQueue((queue) => [...queue, { messageId: id, text, state, createdAt: new Date().toISOString() }]);
    },
    onSuccess: (answer, { id }) =>
      patchQueue((queue) =>
        queue.map((message) =>
          message.messageId === id
            ? { ...message, messageId: answer.messageId, state: answer.state }
            : message,
        ),
      ),
    onError: (error, { id, text }) => {
      without(id);
      onRefused(text);
      notifyFailure('The message was not sent', error);
    },
  });
  const change = useMutation({
    mutationFn: ({ id, text }: { id: string; text: string }) => api.patch(`${path}/${id}`, { text }),
    onMutate: ({ id, text }) =>
      patchQueue((queue) =>
        queue.map((message) => (message.messageId === id ? { ...message, text } : message)),
      ),
    onError: (error) => {
      notifyFailure('The message was not changed', error);
      reload();
    },
  });
  const remove = useMutation({
    mutationFn: (id: string) => api.delete(`${path}/${id}`),
    onMutate: without,
    onError: (error) => {
      notifyFailure('The message was not taken back', error);
      reload();
    },
  });
  return {
    send: (text: string) => send.mutate({ id: newId(), text }),
    change: (id: string, text: string) => change.mutate({ id, text }),
    remove: (id: string) => remove.mutate(id),
  };
}

export type Messages = ReturnType<typeof useMessages>;
