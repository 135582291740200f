import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { projectsQuery } from '@/lib/queries';
import { useLive } from '@/lib/use-stomp-topic';

/** Opens the live connection for a signed-in page; when it stays down, asks once whether the sign-in still holds. */
export function useConnection(): void {
  const live = useLive();
  const client = useQueryClient();
  useEffect(() => {
    // Without a network the question would wait for it and be one too many then.
    live.onStuck = () => {
      if (navigator.onLine) void client.refetchQueries({ queryKey: projectsQuery.queryKey });
    };
    // Whoever waited for the network need not wait for the next attempt too.
    const again = () => live.getState() !== 'live' && void live.retryNow();
    window.addEventListener('online', again);
    live.start();
    return () => {
      window.removeEventListener('online', again);
      live.stop();
    };
  }, [live, client]);
}
