import { z } from 'zod';
import { ratchetStateSchema } from './ratchet';
import { list, orNull } from './wire';

export const toneSchema = z
  .enum(['neutral', 'working', 'waiting', 'attention', 'success', 'danger'])
  .catch('neutral');

export const projectSchema = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  path: orNull(z.string()),
  gitUrl: orNull(z.string()),
  state: z.enum(['CLONING', 'READY', 'FAILED']),
  progress: orNull(z.object({ phase: z.string(), percent: orNull(z.number()) })),
  error: orNull(z.object({ code: z.string(), message: z.string() })),
  defaultBranch: orNull(z.string()),
  githubOwner: orNull(z.string()),
  archived: z.boolean().default(false),
});
export type Project = z.infer<typeof projectSchema>;
export const projectsSchema = z.array(projectSchema);

const statusReasonSchema = z.object({
  code: z.string(),
  label: z.string(),
  tone: toneSchema,
  needsUser: z.boolean(),
});
export type StatusReason = z.infer<typeof statusReasonSchema>;

const optionSchema = z.object({ optionId: z.string(), name: z.string(), kind: z.string() });
const requestKind = z.enum(['PERMISSION', 'PLAN_APPROVAL', 'QUESTION']);

const pendingRequestSchema = z.object({
  sessionId: z.string(),
  requestId: z.string(),
  kind: requestKind,
  title: z.string(),
  command: orNull(z.string()),
  reason: orNull(z.string()),
  options: list(optionSchema),
  createdAt: z.string(),
  count: z.number().default(1),
});
export type PendingRequest = z.infer<typeof pendingRequestSchema>;

const failureSchema = z.object({ code: z.string(), message: z.string(), fix: orNull(z.string()) });

const waitingSchema = z.object({
  reason: z.enum(['WORKSPACE', 'PLACE', 'MEMORY', 'PROVIDER_LIMIT']),
  message: z.string(),
  until: orNull(z.string()),
});
export type Waiting = z.infer<typeof waitingSchema>;

const resourceUseSchema = z.object({
  processes: z.number(),
  cpuPercent: z.number(),
  memoryBytes: z.number(),
});
export type ResourceUse = z.infer<typeof resourceUseSchema>;

const sessionSummarySchema = z.object({
  sessionId: z.string(),
  agent: z.string(),
  agentTitle: z.string(),
  title: orNull(z.string()),
  status: z.enum(['WAITING', 'STARTING', 'IDLE', 'WORKING', 'STOPPING', 'STOPPED', 'FAILED']),
  activity: orNull(z.object({ kind: z.string(), label: z.string() })),
  plan: orNull(z.object({ done: z.number(), total: z.number() })),
  error: orNull(failureSchema),
  pendingRequests: z.union([z.number(), z.array(z.unknown()).transform((items) => items.length)]).catch(0),
  queued: z.number().catch(0),
  lastActivityAt: orNull(z.string()),
  silentSince: orNull(z.string()),
  waiting: orNull(waitingSchema),
  resources: orNull(resourceUseSchema),
});
export type SessionSummary = z.infer<typeof sessionSummarySchema>;

const pullRequestSchema = z.object({
  url: z.string(),
  number: z.number(),
  title: orNull(z.string()),
  state: orNull(z.enum(['DRAFT', 'OPEN', 'MERGED', 'CLOSED'])).catch(null),
  headSha: orNull(z.string()),
  ci: orNull(z.string()),
  review: orNull(z.string()),
  mergeConflict: orNull(z.boolean()),
  observedAt: orNull(z.string()),
  /** why GitHub can't be asked now; what is shown is as old as `observedAt` */
  problem: orNull(z.object({ code: z.string(), message: z.string(), since: orNull(z.string()) })),
});
export type PullRequest = z.infer<typeof pullRequestSchema>;

const ratchetSummarySchema = z.object({
  enabled: z.boolean().catch(false),
  state: ratchetStateSchema,
  reason: orNull(z.string()),
  attempt: orNull(z.number()),
  attempts: orNull(z.number()),
});
export type RatchetSummary = z.infer<typeof ratchetSummarySchema>;

const ciStateSchema = z
  .enum(['NONE', 'MERGED', 'CLOSED', 'CONFLICT', 'PASSING', 'FAILING', 'RUNNING', 'UNKNOWN'])
  .catch('NONE');
export type CiState = z.infer<typeof ciStateSchema>;

const problemSchema = orNull(z.object({ code: z.string(), message: z.string() }));
const runStatusSchema = z.enum(['IDLE', 'STARTING', 'RUNNING', 'STOPPING', 'COMPLETED', 'FAILED']);
export type RunStatus = z.infer<typeof runStatusSchema>;

const runSummarySchema = z.object({
  status: runStatusSchema,
  /** Where it is served, or will be; null while nothing runs. */
  port: orNull(z.number()),
  /** Where its processes really listen; null until they do. */
  detectedPort: orNull(z.number()),
  startedAt: orNull(z.string()),
  endedAt: orNull(z.string()),
  exitCode: orNull(z.number()),
  problem: problemSchema,
});
export type RunSummary = z.infer<typeof runSummarySchema>;

export const runScriptSchema = runSummarySchema.extend({
  workspaceId: z.string(),
  run: z.number(),
  pid: orNull(z.number()),
  signal: orNull(z.string()),
  scripts: orNull(
    z.object({ run: orNull(z.string()), postRun: orNull(z.string()), cleanup: orNull(z.string()) }),
  ),
  scriptsProblem: problemSchema,
});
export type RunScript = z.infer<typeof runScriptSchema>;

const channelSchema = z.enum(['run', 'postRun', 'cleanup']);
export type LogChannel = z.infer<typeof channelSchema>;

export const runOutputSchema = z.object({
  run: z.number(),
  channel: channelSchema,
  from: z.number(),
  to: z.number(),
  output: z.string(),
});
export type RunOutput = z.infer<typeof runOutputSchema>;
export const runLogSchema = runOutputSchema.extend({
  size: z.number(),
  matches: list(z.object({ at: z.number(), line: z.string() })),
});
export type RunLogPart = z.infer<typeof runLogSchema>;

const usageSampleSchema = z.object({
  at: z.string(),
  processes: z.number(),
  cpuPercent: z.number(),
  memoryBytes: orNull(z.number()),
  ports: list(z.number()),
});
export type UsageSample = z.infer<typeof usageSampleSchema>;
export const usageSchema = z.object({
  samples: z.array(usageSampleSchema),
  cpuLimit: z.number(),
  memoryLimit: z.number(),
  warnings: list(z.object({ kind: z.enum(['CPU', 'MEMORY']), message: z.string() })),
});
export type WorkspaceUsage = z.infer<typeof usageSchema>;

const terminalSummarySchema = z.object({ terminalId: z.string(), name: z.string() });

const facetSchema = z.object({
  revision: z.union([z.number(), z.string()]),
  source: z.string().default(''),
  at: orNull(z.string()),
});
export type FacetState = z.infer<typeof facetSchema>;

const entryFieldsSchema = z.object({
  workspaceId: z.string(),
  projectId: z.string(),
  version: z.number(),
  computedAt: orNull(z.string()),
  source: z.string().default(''),
  name: z.string(),
  status: z.enum(['NEW', 'PROVISIONING', 'READY', 'FAILED', 'ARCHIVING', 'ARCHIVED']),
  branch: orNull(z.string()),
  createdAt: z.string(),
  kanbanColumn: orNull(z.enum(['WORKING', 'WAITING', 'DONE'])).catch('WORKING'),
  statusReason: statusReasonSchema,
  reasonRule: orNull(z.number()),
  isWorking: z.boolean(),
  pendingRequest: orNull(pendingRequestSchema),
  lastActivityAt: orNull(z.string()),
  workspace: orNull(
    z.object({
      baseBranch: orNull(z.string()),
      worktreePath: orNull(z.string()),
      agent: orNull(z.string()),
      setupState: orNull(z.string()),
      error: orNull(z.object({ code: z.string(), message: z.string() })),
    }),
  ),
  git: orNull(
    z.object({
      files: z.number().catch(0),
      additions: z.number().catch(0),
      deletions: z.number().catch(0),
      uncommitted: z.union([z.number(), z.boolean()]).catch(0),
      ahead: orNull(z.number()),
      behind: orNull(z.number()),
      problem: orNull(z.unknown()),
    }),
  ),
  session: orNull(
    z.object({ sessions: list(sessionSummarySchema), hasHadSessions: z.boolean().catch(false) }),
  ),
  sidebarState: orNull(z.object({ ciState: ciStateSchema })),
  pullRequest: orNull(pullRequestSchema),
  ratchet: orNull(ratchetSummarySchema),
  issue: orNull(z.object({ number: z.number(), title: z.string(), url: z.string() })),
  terminal: orNull(z.object({ terminals: list(terminalSummarySchema) })),
  runScript: orNull(runSummarySchema),
  facets: orNull(z.record(z.string(), facetSchema.nullable())),
  /** The entry as it came, for the inspector. */
  raw: z.unknown(),
});
export const entrySchema = z.preprocess(
  (value) => (typeof value === 'object' && value !== null ? { ...value, raw: value } : value),
  entryFieldsSchema,
);
export type Entry = z.infer<typeof entrySchema>;

const epochSchema = z.union([z.string(), z.number()]).transform(String);

export const snapshotSchema = z.object({
  projectId: z.string(),
  epoch: epochSchema,
  sequence: z.number(),
  entries: z.array(entrySchema),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

export const deltaSchema = z.object({
  epoch: epochSchema,
  from: z.number(),
  to: z.number(),
  changed: list(entrySchema),
  removed: list(z.string()),
});
export type Delta = z.infer<typeof deltaSchema>;
export const snapshotAnswerSchema = z.union([snapshotSchema, deltaSchema]);

const needSchema = z.object({
  projectId: z.string(),
  projectName: z.string(),
  workspaceId: z.string(),
  name: z.string(),
  branch: orNull(z.string()),
  statusReason: statusReasonSchema,
  pendingRequest: orNull(pendingRequestSchema),
  error: orNull(failureSchema),
  since: orNull(z.string()),
});
export type Need = z.infer<typeof needSchema>;
export const needsSchema = z.array(needSchema);

export const sessionEventSchema = z.object({
  sequence: z.number(),
  type: z.string(),
  at: z.string(),
  data: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((data) => data ?? {}),
});
export type SessionEvent = z.infer<typeof sessionEventSchema>;
export const sessionEventsSchema = z.array(sessionEventSchema);

export const eventBatchSchema = z.object({
  sessionId: z.string(),
  from: z.number(),
  to: z.number(),
  events: sessionEventsSchema,
  more: z.boolean().nullish(),
});
export type EventBatch = z.infer<typeof eventBatchSchema>;

export const setupChunkSchema = z.object({ from: z.number(), to: z.number(), output: z.string() });
export type SetupChunk = z.infer<typeof setupChunkSchema>;
export const setupLogSchema = setupChunkSchema.extend({
  state: z.enum(['NONE', 'RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT']),
  exitCode: orNull(z.number()),
  truncated: z.boolean().catch(false),
});
export type SetupLog = z.infer<typeof setupLogSchema>;
