import type { ResourceUse, SessionEvent, Waiting } from './schemas';

export type ProjectState = 'CLONING' | 'READY' | 'FAILED';

export interface Failure {
  readonly code: string;
  readonly message: string;
}

export interface Settings {
  readonly defaultAgent: string | null;
  readonly defaultPermissions: Permissions | null;
  readonly branchPrefix: string | null;
}

export interface Agent {
  readonly name: string;
  readonly title: string;
  readonly available: boolean;
  /** null when nothing on the machine tells */
  readonly signedIn: boolean | null;
  readonly command: string | null;
  readonly problem: { readonly message: string; readonly fix: string | null } | null;
  /** nothing is sent to it until then, since its usage limit is reached */
  readonly pause: { readonly message: string; readonly until: string; readonly told: boolean } | null;
}

export interface Branch {
  readonly name: string;
  readonly displayName: string;
  readonly kind: 'local' | 'remote';
  readonly commit: string;
  readonly current: boolean;
  readonly checkedOutAt: string | null;
}

export type WorkspaceStatus = 'NEW' | 'PROVISIONING' | 'READY' | 'FAILED' | 'ARCHIVING' | 'ARCHIVED';
export type SetupState = 'NONE' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT';

export interface Workspace {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly status: WorkspaceStatus;
  readonly branch: string | null;
  readonly baseBranch: string | null;
  readonly baseCommit: string | null;
  readonly worktreePath: string | null;
  readonly agent: string | null;
  readonly ratchet: boolean;
  readonly source: 'NEW_BRANCH' | 'EXISTING_BRANCH';
  readonly setup: {
    readonly state: SetupState;
    readonly exitCode: number | null;
    readonly startedAt: string | null;
    readonly endedAt: string | null;
  } | null;
  readonly error: Failure | null;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archivedAt: string | null;
}

export interface CreateWorkspace {
  readonly name?: string;
  readonly prompt?: string;
  readonly baseBranch?: string;
  readonly branch?: string;
  readonly agent?: string;
  readonly permissions?: Permissions;
  /** number of a GitHub issue that it is about */
  readonly issue?: number;
  readonly attachments?: readonly NewAttachment[];
}

export type FileStatus = 'ADDED' | 'MODIFIED' | 'DELETED' | 'RENAMED' | 'COPIED' | 'UNTRACKED' | 'CONFLICTED';

export interface DiffFile {
  readonly path: string;
  readonly oldPath: string | null;
  readonly status: FileStatus;
  readonly additions: number;
  readonly deletions: number;
  readonly binary: boolean;
  readonly uncommitted: boolean;
  readonly patch: string | null;
  readonly patchTruncated: boolean;
}

export interface WorkspaceDiff {
  readonly baseBranch: string | null;
  readonly baseCommit: string | null;
  readonly headCommit: string | null;
  readonly additions: number;
  readonly deletions: number;
  readonly truncated: boolean;
  readonly files: readonly DiffFile[];
}

export interface FileContent {
  readonly path: string;
  readonly size: number;
  readonly binary: boolean;
  readonly truncated: boolean;
  readonly language: string | null;
  readonly content: string | null;
}

export type SessionStatus = 'WAITING' | 'STARTING' | 'IDLE' | 'WORKING' | 'STOPPING' | 'STOPPED' | 'FAILED';

export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
}

export type OptionKind = 'allow_once' | 'allow_always' | 'reject_once' | 'reject_always';

export interface PermissionOption {
  readonly optionId: string;
  readonly name: string;
  readonly kind: string;
}

export interface PermissionRequest {
  readonly requestId: string;
  readonly kind: 'PERMISSION' | 'PLAN_APPROVAL' | 'QUESTION';
  readonly title: string;
  readonly toolKind: string | null;
  readonly command: string | null;
  readonly paths: readonly string[];
  readonly reason: string | null;
  readonly options: readonly PermissionOption[];
  readonly form: RequestForm | null;
  readonly createdAt: string;
}

export interface FormField {
  readonly name: string;
  readonly title: string;
  readonly description: string | null;
  readonly type: 'TEXT' | 'NUMBER' | 'INTEGER' | 'BOOLEAN' | 'CHOICE' | 'CHOICES';
  readonly required: boolean;
  readonly values: readonly {
    readonly value: string;
    readonly title: string;
    readonly description: string | null;
  }[];
  readonly preset: string | null;
}

export interface RequestForm {
  readonly fields: readonly FormField[];
}

/** What was filled in, by the names of the fields. */
export type FormContent = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export type Permissions = 'STRICT' | 'RELAXED' | 'YOLO';

export interface Attachment {
  readonly attachmentId: string;
  readonly name: string;
  readonly mimeType: string;
  readonly size: number;
  readonly path: string | null;
}

/** A file to go with a message: its content, or a path in the worktree. */
export type NewAttachment =
  | { readonly name: string; readonly mimeType: string; readonly data: string }
  | { readonly path: string };

export interface UsageRow {
  readonly day: string;
  readonly agent: string;
  readonly turns: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedTokens: number;
  readonly costAmount: number | null;
  readonly costCurrency: string | null;
}

export interface HeldConversation {
  readonly conversationId: string;
  readonly title: string | null;
  readonly updatedAt: string | null;
}

export interface QueuedMessage {
  readonly messageId: string;
  readonly text: string;
  readonly state: 'QUEUED' | 'SENT' | 'SEEN' | 'FAILED';
  readonly createdAt: string;
  readonly attachments: readonly Attachment[];
}

export interface Usage {
  readonly used: number | null;
  readonly size: number | null;
  readonly costAmount: number | null;
  readonly costCurrency: string | null;
}

export interface AgentCommand {
  readonly name: string;
  readonly description: string | null;
  readonly hint: string | null;
}

export interface SessionError {
  readonly code: string;
  readonly message: string;
  readonly fix: string | null;
}

export interface Session {
  readonly id: string;
  readonly workspaceId: string;
  readonly projectId: string;
  readonly agent: string;
  readonly agentTitle: string;
  readonly title: string | null;
  readonly status: SessionStatus;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly stopReason: string | null;
  readonly error: SessionError | null;
  readonly mode: string | null;
  readonly modes: readonly Choice[];
  readonly model: string | null;
  readonly models: readonly Choice[];
  readonly permissions: Permissions;
  readonly abilities: { readonly images: boolean; readonly fork: boolean; readonly list: boolean };
  readonly commands: readonly AgentCommand[];
  readonly usage: Usage | null;
  readonly lastSequence: number;
  readonly pendingRequests: readonly PermissionRequest[];
  readonly queue: readonly QueuedMessage[];
  readonly process: { readonly pid: number; readonly startedAt: string } | null;
  /** why it does not get on */
  readonly waiting: Waiting | null;
  /** what its process takes */
  readonly resources: ResourceUse | null;
}

export type SessionEvents = readonly SessionEvent[];
