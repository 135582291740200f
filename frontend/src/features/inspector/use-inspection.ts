import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '@/lib/api-client';
import { plural } from '@/lib/format';
import { notifyFailure, notifyInfo } from '@/lib/notify';
import { deltaSchema } from '@/lib/schemas';
import { parseMessage, useLive, useStompTopic } from '@/lib/use-stomp-topic';
import { inspectionSchema, type ReconcileRun } from './inspection-schema';
import { hear, type InspectionState, NOTHING_TOLD, take } from './inspection-state';
import { milliseconds } from './inspector-view';

const inspectionKey = (projectId: string) => ['inspection', projectId] as const;

/** How the project's snapshot came to be, kept current by its topic and the deltas that every page gets. */
export function useInspection(projectId: string): InspectionState {
  const live = useLive();
  const client = useQueryClient();
  const key = inspectionKey(projectId);
  const change = (step: (state: InspectionState) => InspectionState) =>
    client.setQueryData(key, (held: InspectionState = NOTHING_TOLD) => step(held));
  const destination = `/app/projects/${projectId}/snapshot/inspection`;

  useStompTopic({
    topic: `/topic/projects/${projectId}/snapshot/inspection`,
    schema: inspectionSchema,
    onMessage: (told) => change((state) => take(state, told)),
    onSubscribed: () =>
      live.ask(destination, {}, (body) => {
        const told = parseMessage(inspectionSchema, body, destination);
        if (told !== null) change((state) => take(state, told));
      }),
  });
  useStompTopic({
    topic: `/topic/projects/${projectId}/snapshot`,
    schema: deltaSchema,
    onMessage: (delta, body) => change((state) => hear(state, delta, body.length, new Date().toISOString())),
  });
  return (
    useQuery<InspectionState>({
      queryKey: key,
      queryFn: skipToken,
      staleTime: Number.POSITIVE_INFINITY,
      structuralSharing: false,
    }).data ?? NOTHING_TOLD
  );
}

export function useReconcile(projectId: string) {
  return useMutation({
    mutationFn: () => api.post<ReconcileRun>(`/api/projects/${projectId}/snapshot/reconcile`),
    onSuccess: ({ workspaces, durationMs, drift, failedReads }) => {
      const found =
        drift === 0 ? 'Nothing had drifted.' : `${plural(drift, 'facet')} had drifted and were healed.`;
      const failed = failedReads.map(({ facet }) => ` The ${facet} facets could not be read.`).join('');
      notifyInfo(
        'Reconciled',
        `${plural(workspaces, 'workspace')} in ${milliseconds(durationMs)}. ${found}${failed}`,
      );
    },
    onError: (error) => notifyFailure('Nothing was compared', error),
  });
}

/** Ticks every second, for the ages on this page alone. */
export function useSecond(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
