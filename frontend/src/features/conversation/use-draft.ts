import { useState } from 'react';
import { readStored, writeStored } from '@/lib/storage';

/** What is typed for a session survives a reload, a lost connection and a change of place. */
export function useDraft(sessionId: string) {
  const key = `draft.${sessionId}`;
  const [draft, setDraft] = useState(() => readStored(key) ?? '');
  const change = (text: string) => {
    setDraft(text);
    writeStored(key, text);
  };
  return [draft, change] as const;
}
