import { createContext, useContext, useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { z } from 'zod';
import type { ConnectionState, LiveConnection } from './live-connection';

const LiveContext = createContext<LiveConnection | null>(null);
export const LiveProvider = LiveContext.Provider;

export function useLive(): LiveConnection {
  const live = useContext(LiveContext);
  if (live === null) throw new Error('LiveProvider is missing');
  return live;
}

export function useConnectionState(): ConnectionState {
  const live = useLive();
  return useSyncExternalStore(live.onChange, live.getState);
}

/** Messages that do not fit their schema are reported and dropped; they must not take the page down. */
export function parseMessage<Schema extends z.ZodType>(
  schema: Schema,
  body: string,
  source: string,
): z.infer<Schema> | null {
  const message = schema.safeParse(JSON.parse(body));
  if (message.success) return message.data;
  console.error(`Ignored a malformed message on ${source}`, message.error);
  return null;
}

interface StompTopicOptions<Schema extends z.ZodType> {
  /** null: nothing to listen to for now */
  readonly topic: string | null;
  readonly schema: Schema;
  readonly onMessage: (message: z.infer<Schema>, body: string) => void;
  /** Runs after every subscribe: fetch the baseline here, since messages were missed meanwhile. */
  readonly onSubscribed?: () => void;
}

export function useStompTopic<Schema extends z.ZodType>(options: StompTopicOptions<Schema>): void {
  const live = useLive();
  const { topic } = options;
  const deliver = useEffectEvent((body: string) => {
    const message = parseMessage(options.schema, body, topic ?? '');
    if (message !== null) options.onMessage(message, body);
  });
  const announce = useEffectEvent(() => options.onSubscribed?.());

  useEffect(() => {
    if (topic === null) return undefined;
    return live.subscribe(
      topic,
      (body) => deliver(body),
      () => announce(),
    );
  }, [live, topic]);
}
