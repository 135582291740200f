import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { Banner } from '@/components/empty-state';
import { notifyInfo } from '@/lib/notify';
import { useConnectionState, useLive } from '@/lib/use-stomp-topic';

/** A blink of the connection is nobody's business. */
const PATIENCE = 1_500;

export function ConnectionBanner() {
  const live = useLive();
  const state = useConnectionState();
  const lost = state === 'reconnecting' || state === 'offline';
  const [shown, setShown] = useState(false);
  const told = useRef(false);

  useEffect(() => {
    if (!lost) {
      setShown(false);
      if (told.current && state === 'live') {
        told.current = false;
        notifyInfo('Connected again', 'Everything is up to date.');
      }
      return undefined;
    }
    const timer = setTimeout(() => {
      told.current = true;
      setShown(true);
    }, PATIENCE);
    return () => clearTimeout(timer);
  }, [lost, state]);

  if (!shown) return null;
  return (
    <Banner
      tone="attention"
      title="Connection lost."
      action={
        <Button size="small" variant="ghost" onClick={() => void live.retryNow()}>
          Try now
        </Button>
      }
    >
      You can keep reading; drafts are kept.{' '}
      {state === 'offline' ? 'Is the server running? Trying again now and then.' : 'Trying again.'}
    </Banner>
  );
}
