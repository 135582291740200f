import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Entry } from './schemas';

/** What the snapshot says of a pull request and of its stored row: another text means there is something new to read. */
export function pullRequestMark({ pullRequest, facets }: Entry): string {
  if (pullRequest === null) return '';
  const { url, title, state, headSha, ci, review, mergeConflict, problem } = pullRequest;
  const revision = facets?.pullRequest?.revision ?? '';
  return JSON.stringify([url, title, state, headSha, ci, review, mergeConflict, problem?.code, revision]);
}

export function ratchetMark({ ratchet, facets }: Entry): string {
  return JSON.stringify([ratchet, facets?.ratchet?.revision ?? '']);
}

/** Reads a query again whenever the mark changes; the first one is what it was read for. */
export function useReread(queryKey: QueryKey, mark: string): void {
  const client = useQueryClient();
  const seen = useRef(mark);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark is the reason to read, the key only says what
  useEffect(() => {
    if (seen.current === mark) return;
    seen.current = mark;
    void client.invalidateQueries({ queryKey });
  }, [mark]);
}
