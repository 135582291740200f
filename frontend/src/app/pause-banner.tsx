import { useQuery } from '@tanstack/react-query';
import { Button } from '@/components/button';
import { Banner } from '@/components/empty-state';
import { pauseQuery, usePauseAll } from '@/lib/ratchet';

/** Nobody should wonder why nothing is fixed while all of it is paused. */
export function PauseBanner() {
  const paused = useQuery(pauseQuery).data?.paused === true;
  const pause = usePauseAll();
  if (!paused) return null;
  return (
    <Banner
      tone="attention"
      title="All auto-fix is paused."
      action={
        <Button size="small" variant="ghost" disabled={pause.isPending} onClick={() => pause.mutate(false)}>
          Resume
        </Button>
      }
    >
      Checks and reviews are still watched; no agent is sent.
    </Banner>
  );
}
