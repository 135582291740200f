import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { type SetupLog, setupChunkSchema, setupLogSchema } from '@/lib/schemas';
import { parseMessage, useLive, useStompTopic } from '@/lib/use-stomp-topic';
import { applyChunk } from './setup-log-reducer';

const setupKey = (workspaceId: string) => ['setup', workspaceId] as const;

/** The setup script's output as it grows. `state` comes with the snapshot: when it changes the log is read anew. */
export function useSetupLog(workspaceId: string, state: string | null): SetupLog | undefined {
  const live = useLive();
  const client = useQueryClient();
  const held = () => client.getQueryData<SetupLog>(setupKey(workspaceId));
  const ask = () => {
    const destination = `/app/workspaces/${workspaceId}/setup`;
    live.ask(destination, {}, (body) => {
      const log = parseMessage(setupLogSchema, body, destination);
      if (log !== null) client.setQueryData(setupKey(workspaceId), log);
    });
  };
  const askAgain = useEffectEvent(() => held() !== undefined && ask());

  useStompTopic({
    topic: `/topic/workspaces/${workspaceId}/setup`,
    schema: setupChunkSchema,
    onMessage: (chunk) => {
      const log = held();
      const next = log && applyChunk(log, chunk);
      if (next) client.setQueryData(setupKey(workspaceId), next);
      else if (log) ask();
    },
    onSubscribed: ask,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new state is the reason to ask
  useEffect(() => {
    askAgain();
  }, [state]);

  return useQuery<SetupLog>({
    queryKey: setupKey(workspaceId),
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  }).data;
}
