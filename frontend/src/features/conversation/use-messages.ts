import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { NewAttachment, QueuedMessage, Session } from '@/lib/api-types';
import { newId } from '@/lib/new-id';
import { notifyFailure } from '@/lib/notify';
import { sessionQuery } from '@/lib/queries';
import { mentionedFiles } from './suggestions';

interface Sent {
  readonly id: string;
  readonly text: string;
  readonly attachments?: readonly NewAttachment[];
}

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
    mutationFn: (message: Sent) => api.post<SendAnswer>(path, message),
    onMutate: ({ id, text }) => {
      const state = session.status === 'IDLE' ? 'SENT' : 'QUEUED';
      const createdAt = new Date().toISOString();
      patchQueue((queue) => [...queue, { messageId: id, text, state, createdAt, attachments: [] }]);
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
  const move = useMutation({
    mutationFn: ({ id, place }: { id: string; place: number }) => api.patch(`${path}/${id}`, { place }),
    onMutate: ({ id, place }) =>
      patchQueue((queue) => {
        const rest = queue.filter((message) => message.messageId !== id);
        const moved = queue.find((message) => message.messageId === id);
        return moved === undefined ? rest : rest.toSpliced(place, 0, moved);
      }),
    onError: (error) => {
      notifyFailure('The message was not moved', error);
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
    send: (text: string, files: readonly NewAttachment[]) => {
      // What is no file of the worktree stays words.
      const mentioned = mentionedFiles(text);
      const known = client
        .getQueriesData<readonly { readonly path: string }[]>({
          queryKey: ['mentioned-files', session.workspaceId],
        })
        .flatMap(([, found]) => found ?? []);
      const paths = mentioned.filter((path) => known.some((file) => file.path === path));
      const attachments = [...files, ...paths.map((path) => ({ path }))];
      send.mutate({ id: newId(), text, ...(attachments.length > 0 && { attachments }) });
    },
    move: (id: string, place: number) => move.mutate({ id, place }),
    change: (id: string, text: string) => change.mutate({ id, text }),
    remove: (id: string) => remove.mutate(id),
  };
}

export type Messages = ReturnType<typeof useMessages>;
