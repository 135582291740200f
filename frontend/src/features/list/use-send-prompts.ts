import { useMutation } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Session } from '@/lib/api-types';
import { leadingSession } from '@/lib/entries';
import { plural } from '@/lib/format';
import { newId } from '@/lib/new-id';
import { describeError, notifyFailure, notifyInfo } from '@/lib/notify';
import type { Entry } from '@/lib/schemas';

async function sessionOf(entry: Entry): Promise<string> {
  const session = leadingSession(entry);
  if (session !== undefined) return session.sessionId;
  return (await api.post<Session>(`/api/workspaces/${entry.workspaceId}/sessions`, {})).id;
}

async function send(entry: Entry, text: string): Promise<void> {
  const sessionId = await sessionOf(entry);
  await api.post(`/api/sessions/${sessionId}/messages`, { id: newId(), text });
}

/** One message to many workspaces; those that refuse are named and the text is kept. */
export function useSendPrompts(onSent: () => void) {
  return useMutation({
    mutationFn: async ({ entries, text }: { entries: readonly Entry[]; text: string }) => {
      const results = await Promise.allSettled(entries.map((entry) => send(entry, text)));
      const refused = results.flatMap((result, index) =>
        result.status === 'rejected' ? `${entries[index]?.name}: ${describeError(result.reason)}` : [],
      );
      if (refused.length > 0) throw new Error(refused.join('\n'));
      return entries.length;
    },
    onSuccess: (sent) => {
      notifyInfo('Sent', `${plural(sent, 'workspace')} got the message.`);
      onSent();
    },
    onError: (error) => notifyFailure('Not all got the message', error),
  });
}
