import { z } from 'zod';

const toldDeltaSchema = z.object({
  sequence: z.number(),
  at: z.string(),
  sources: z.array(z.string()),
  facets: z.array(z.string()),
  changed: z.array(z.string()),
  changedCount: z.number(),
  removed: z.array(z.string()),
  removedCount: z.number(),
  bytes: z.number(),
  /** null: heard on the topic, not told by the server yet */
  deliveryMs: z.number().nullable(),
});
export type ToldDelta = z.infer<typeof toldDeltaSchema>;

export const reconcileRunSchema = z.object({
  startedAt: z.string(),
  durationMs: z.number(),
  workspaces: z.number(),
  drift: z.number(),
  failedReads: z.array(z.object({ facet: z.string(), message: z.string() })),
});
export type ReconcileRun = z.infer<typeof reconcileRunSchema>;

const healedDriftSchema = z.object({
  at: z.string(),
  workspaceId: z.string(),
  workspaceName: z.string().nullable(),
  facet: z.string(),
  heldRevision: z.number().nullable(),
  ownerRevision: z.number().nullable(),
  held: z.string().nullable(),
  owner: z.string().nullable(),
  differences: z.array(z.object({ field: z.string(), held: z.string(), owner: z.string() })),
});
export type HealedDrift = z.infer<typeof healedDriftSchema>;

const ruleSchema = z.object({ number: z.number(), condition: z.string(), code: z.string() });
export type Rule = z.infer<typeof ruleSchema>;

export const inspectionSchema = z.object({
  projectId: z.string(),
  epoch: z.string(),
  sequence: z.number(),
  at: z.string(),
  entries: z.number(),
  subscribers: z.number(),
  deltas: z.array(toldDeltaSchema),
  deltasLastMinute: z.number(),
  deliveryMs: z.object({ p50: z.number(), p95: z.number() }),
  reconciles: z.array(reconcileRunSchema),
  drift: z.array(healedDriftSchema),
  rules: z.array(ruleSchema),
});
export type Inspection = z.infer<typeof inspectionSchema>;
