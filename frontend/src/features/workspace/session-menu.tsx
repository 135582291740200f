import { Menu } from '@mantine/core';
import { IconDots, IconFileTypeTxt, IconGitFork, IconHistory, IconJson } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { IconButton } from '@/components/button';
import { api } from '@/lib/api-client';
import type { Session } from '@/lib/api-types';
import { notifyFailure } from '@/lib/notify';
import { sessionQuery, sessionsQuery } from '@/lib/queries';
import { ConversationsDialog } from './conversations-dialog';

interface SessionMenuProps {
  readonly sessionId: string;
  readonly canStart: boolean;
  readonly onStarted: (sessionId: string) => void;
}

/** What can be done with the session that is shown, besides talking in it. */
export function SessionMenu({ sessionId, canStart, onStarted }: SessionMenuProps) {
  const client = useQueryClient();
  const session = useQuery(sessionQuery(sessionId)).data;
  const [listing, setListing] = useState(false);
  const fork = useMutation({
    mutationFn: () => api.post<Session>(`/api/sessions/${sessionId}/fork`),
    onSuccess: (copy) => {
      client.setQueryData(sessionQuery(copy.id).queryKey, copy);
      client.setQueryData(sessionsQuery(copy.workspaceId).queryKey, (held) => [...(held ?? []), copy]);
      onStarted(copy.id);
    },
    onError: (error) => notifyFailure('The conversation was not forked', error),
  });
  if (session === undefined) return null;
  const running = session.status === 'IDLE' || session.status === 'WORKING';
  const address = `/api/sessions/${sessionId}/export?format=`;
  return (
    <>
      <Menu position="bottom-start" width={250}>
        <Menu.Target>
          <IconButton size="small" label="This conversation">
            <IconDots size={16} stroke={1.75} aria-hidden />
          </IconButton>
        </Menu.Target>
        <Menu.Dropdown>
          {canStart && session.abilities.fork && (
            <Menu.Item
              leftSection={<IconGitFork size={14} aria-hidden />}
              disabled={session.status === 'WORKING' || fork.isPending}
              onClick={() => fork.mutate()}
            >
              Fork the conversation
            </Menu.Item>
          )}
          {canStart && session.abilities.list && (
            <Menu.Item
              leftSection={<IconHistory size={14} aria-hidden />}
              disabled={!running}
              onClick={() => setListing(true)}
            >
              Earlier conversations…
            </Menu.Item>
          )}
          <Menu.Item
            component="a"
            href={`${address}markdown`}
            download
            leftSection={<IconFileTypeTxt size={14} aria-hidden />}
          >
            Export as Markdown
          </Menu.Item>
          <Menu.Item
            component="a"
            href={`${address}json`}
            download
            leftSection={<IconJson size={14} aria-hidden />}
          >
            Export as JSON
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {listing && (
        <ConversationsDialog session={session} onClose={() => setListing(false)} onStarted={onStarted} />
      )}
    </>
  );
}
