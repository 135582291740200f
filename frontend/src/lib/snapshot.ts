import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { deltaSchema, type Entry, snapshotAnswerSchema } from './schemas';
import {
  applyAnswer,
  applyDelta,
  NO_SNAPSHOT,
  type SnapshotState,
  type SnapshotStep,
} from './snapshot-reducer';
import { parseMessage, useLive, useStompTopic } from './use-stomp-topic';

export const snapshotKey = (projectId: string) => ['snapshot', projectId] as const;

/** Keeps the project's snapshot in the query cache current. Mounted once, by the shell. */
export function useSnapshotFeed(projectId: string | null): void {
  const live = useLive();
  const client = useQueryClient();
  const asking = useRef<string | null>(null);
  const held = (id: string) => client.getQueryData<SnapshotState>(snapshotKey(id)) ?? NO_SNAPSHOT;

  const take = (id: string, step: SnapshotStep) => {
    client.setQueryData(snapshotKey(id), step.state);
    if (step.missing && asking.current !== id) ask(id);
  };
  const ask = (id: string) => {
    const { epoch, sequence } = held(id);
    const headers: Record<string, string> = epoch === null ? {} : { epoch, after: String(sequence) };
    const destination = `/app/projects/${id}/snapshot`;
    asking.current = id;
    const answered = (body: string) => {
      asking.current = null;
      const answer = parseMessage(snapshotAnswerSchema, body, destination);
      if (answer !== null) take(id, applyAnswer(held(id), answer));
    };
    live.ask(destination, headers, answered, () => {
      asking.current = null;
    });
  };

  useStompTopic({
    topic: projectId === null ? null : `/topic/projects/${projectId}/snapshot`,
    schema: deltaSchema,
    onMessage: (delta) => projectId !== null && take(projectId, applyDelta(held(projectId), delta)),
    onSubscribed: () => projectId !== null && ask(projectId),
  });
}

function useSnapshot<Slice>(
  projectId: string | null,
  select: (state: SnapshotState) => Slice,
): Slice | undefined {
  return useQuery<SnapshotState, Error, Slice>({
    queryKey: snapshotKey(projectId ?? ''),
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    select,
  }).data;
}

const newestFirst = (one: Entry, other: Entry) => other.createdAt.localeCompare(one.createdAt);
const toEntries = (state: SnapshotState) =>
  state.epoch === null ? undefined : [...state.entries.values()].sort(newestFirst);

/** All entries of the project, newest first; undefined until the first baseline has come. */
export function useEntries(projectId: string | null): readonly Entry[] | undefined {
  return useSnapshot(projectId, toEntries);
}

export function useEntry(projectId: string | null, workspaceId: string): Entry | undefined {
  return useSnapshot(projectId, (state) => state.entries.get(workspaceId));
}
