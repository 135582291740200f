import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { projectsQuery } from '@/lib/queries';
import { useLive } from '@/lib/use-stomp-topic';

/** Opens the live connection for a signed-in page; when it stays down, asks once whether the sign-in still holds. */
export function useConnection(): void {
  const live = useLive();
  const client = useQueryClient();
  useEffect(() => {
    live.onStuck = () => void client.refetchQueries({ queryKey: projectsQuery.queryKey });
    live.start();
    return () => live.stop();
  }, [live, client]);
}
