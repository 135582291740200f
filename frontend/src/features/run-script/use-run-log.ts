import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffectEvent, useRef } from 'react';
import { api, query } from '@/lib/api-client';
import { type LogChannel, runLogSchema, runOutputSchema } from '@/lib/schemas';
import { parseMessage, useLive, useStompTopic } from '@/lib/use-stomp-topic';
import { applyAnswer, applyOutput, type LogStep, prepend, type RunLog } from './run-log-reducer';

/** The server answers with the log's end; what was before is asked for when somebody wants it. */
const TAIL = 64 * 1024;

const logKey = (workspaceId: string, channel: LogChannel) => ['run-log', workspaceId, channel] as const;

/** One channel of the latest run's log as it grows. Nothing is asked for while nothing is missing. */
export function useRunLog(workspaceId: string, channel: LogChannel) {
  const live = useLive();
  const client = useQueryClient();
  const asking = useRef(false);
  const key = logKey(workspaceId, channel);
  const held = () => client.getQueryData<RunLog>(key);

  const take = (step: LogStep) => {
    client.setQueryData(key, step.log);
    if (step.missing && !asking.current) ask();
  };
  const ask = () => {
    const log = held();
    const destination = `/app/workspaces/${workspaceId}/run-script/log`;
    const from =
      log === undefined ? { after: String(-TAIL) } : { after: String(log.to), run: String(log.run) };
    asking.current = true;
    const answered = (body: string) => {
      asking.current = false;
      const answer = parseMessage(runLogSchema, body, destination);
      if (answer !== null) take(applyAnswer(held(), answer));
    };
    live.ask(destination, { channel, ...from }, answered, () => {
      asking.current = false;
    });
  };
  const subscribed = useEffectEvent(() => {
    asking.current = false;
    ask();
  });

  useStompTopic({
    topic: `/topic/workspaces/${workspaceId}/run-script/log`,
    schema: runOutputSchema,
    onMessage: (chunk) => {
      const log = held();
      if (chunk.channel === channel && log !== undefined) take(applyOutput(log, chunk));
    },
    onSubscribed: () => subscribed(),
  });

  const log = useQuery<RunLog>({
    queryKey: key,
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  }).data;

  const loadEarlier = async () => {
    if (log === undefined) return;
    const after = Math.max(0, log.from - TAIL);
    const part = query({ channel, run: log.run, after, limit: log.from - after });
    const answer = await api.get(`/api/workspaces/${workspaceId}/run-script/log${part}`);
    const now = held();
    if (now !== undefined) client.setQueryData(key, prepend(now, runLogSchema.parse(answer)));
  };
  return { log, loadEarlier };
}
