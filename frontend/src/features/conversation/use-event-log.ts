import { CancelledError, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, query } from '@/lib/api-client';
import type { SessionEvents } from '@/lib/api-types';
import { notifyFailure } from '@/lib/notify';
import { sessionQuery } from '@/lib/queries';
import { eventBatchSchema, sessionEventsSchema } from '@/lib/schemas';
import { parseMessage, useLive, useStompTopic } from '@/lib/use-stomp-topic';
import { applyBatch, type EventLog, prependPage, startLog } from './event-log';

const PAGE = 500;
const logKey = (sessionId: string) => ['events', sessionId] as const;

async function pageBefore(sessionId: string, before: number): Promise<SessionEvents> {
  const path = `/api/sessions/${sessionId}/events${query({ before, limit: PAGE })}`;
  return sessionEventsSchema.parse(await api.get(path));
}

/** The session's events: the last page at once, older ones on demand, new ones as they happen. */
export function useEventLog(sessionId: string) {
  const live = useLive();
  const client = useQueryClient();
  const asking = useRef(false);
  const [loadingOlder, setLoadingOlder] = useState(false);
  const held = () => client.getQueryData<EventLog>(logKey(sessionId));
  const hold = (log: EventLog) => client.setQueryData(logKey(sessionId), log);

  const take = (batch: { events: SessionEvents }, more = false) => {
    const log = held();
    if (log === undefined) return;
    const step = applyBatch(log, batch);
    hold(step.log);
    if ((step.missing || more) && !asking.current) ask();
  };
  const ask = () => {
    const destination = `/app/sessions/${sessionId}/events`;
    asking.current = true;
    const answered = (body: string) => {
      asking.current = false;
      const batch = parseMessage(eventBatchSchema, body, destination);
      if (batch !== null) take(batch, batch.more ?? false);
    };
    live.ask(destination, { after: String(held()?.last ?? 0) }, answered, () => {
      asking.current = false;
    });
  };
  const start = async () => {
    try {
      const session = await client.ensureQueryData(sessionQuery(sessionId));
      const page = await pageBefore(sessionId, session.lastSequence + 1);
      if (held() === undefined) hold(startLog(page));
      ask();
    } catch (error) {
      // What asked is gone from the page; what shows the session next asks anew.
      if (error instanceof CancelledError) return;
      notifyFailure('The conversation was not loaded', error);
    }
  };

  useStompTopic({
    topic: `/topic/sessions/${sessionId}/events`,
    schema: eventBatchSchema,
    onMessage: (batch) => take(batch),
    onSubscribed: () => {
      asking.current = false;
      if (held() === undefined) void start();
      else ask();
    },
  });

  const log = useQuery<EventLog>({
    queryKey: logKey(sessionId),
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  }).data;
  const loadOlder = async () => {
    if (log === undefined || log.first <= 1 || loadingOlder) return;
    setLoadingOlder(true);
    try {
      const page = await pageBefore(sessionId, log.first);
      const now = held();
      if (now !== undefined) hold(prependPage(now, page));
    } catch (error) {
      notifyFailure('Earlier messages were not loaded', error);
    } finally {
      setLoadingOlder(false);
    }
  };
  return { log, loadingOlder, loadOlder };
}
