import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { usageSchema, type WorkspaceUsage } from '@/lib/schemas';
import { parseMessage, useLive, useStompTopic } from '@/lib/use-stomp-topic';
import { withLatest } from './usage-history';

const usageKey = (workspaceId: string) => ['usage', workspaceId] as const;

/** Keeps what a workspace uses current; the server looks at it as long as somebody listens. */
export function useUsageFeed(workspaceId: string | null): void {
  const live = useLive();
  const client = useQueryClient();
  useStompTopic({
    topic: workspaceId === null ? null : `/topic/workspaces/${workspaceId}/usage`,
    schema: usageSchema,
    onMessage: (latest) =>
      client.setQueryData<WorkspaceUsage>(
        usageKey(workspaceId ?? ''),
        (held) => held && withLatest(held, latest),
      ),
    onSubscribed: () => {
      const destination = `/app/workspaces/${workspaceId}/usage`;
      live.ask(destination, {}, (body) => {
        const usage = parseMessage(usageSchema, body, destination);
        if (usage !== null && workspaceId !== null) client.setQueryData(usageKey(workspaceId), usage);
      });
    },
  });
}

export function useUsage(workspaceId: string): WorkspaceUsage | undefined {
  return useQuery<WorkspaceUsage>({
    queryKey: usageKey(workspaceId),
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  }).data;
}
