import type {
  AgentCommand,
  PermissionRequest,
  Permissions,
  Session,
  SessionError,
  SessionStatus,
  Usage,
} from '@/lib/api-types';
import { PERMISSIONS } from '@/lib/permissions';
import type { SessionEvent } from '@/lib/schemas';

const STATUSES: readonly string[] = [
  'WAITING',
  'STARTING',
  'IDLE',
  'WORKING',
  'STOPPING',
  'STOPPED',
  'FAILED',
];

function isStatus(value: unknown): value is SessionStatus {
  return typeof value === 'string' && STATUSES.includes(value);
}

function toError(error: unknown): SessionError | null {
  if (typeof error !== 'object' || error === null || !('message' in error)) return null;
  const { code, message, fix } = error as Partial<SessionError>;
  return { code: code ?? 'UNKNOWN', message: message ?? 'The turn failed.', fix: fix ?? null };
}

function toPermissions(id: unknown): Permissions | undefined {
  return PERMISSIONS.find((each) => each.id === id)?.id;
}

function isRequest(data: unknown): data is PermissionRequest {
  return typeof data === 'object' && data !== null && 'requestId' in data && 'options' in data;
}

function apply(session: Session, { type, data }: SessionEvent): Session {
  switch (type) {
    case 'session_status':
      return isStatus(data.status) ? { ...session, status: data.status } : session;
    case 'turn_started':
      return {
        ...session,
        error: null,
        queue: session.queue.filter((message) => message.messageId !== data.messageId),
      };
    case 'turn_ended':
      return { ...session, error: toError(data.error) };
    case 'mode':
      return { ...session, mode: typeof data.id === 'string' ? data.id : null };
    case 'permissions':
      return { ...session, permissions: toPermissions(data.id) ?? session.permissions };
    case 'model':
      return { ...session, model: typeof data.id === 'string' ? data.id : null };
    case 'title':
      return { ...session, title: typeof data.title === 'string' ? data.title : session.title };
    case 'usage':
      return { ...session, usage: data as unknown as Usage };
    case 'commands':
      return { ...session, commands: Array.isArray(data.commands) ? (data.commands as AgentCommand[]) : [] };
    case 'user_message':
      return { ...session, queue: session.queue.filter((message) => message.messageId !== data.messageId) };
    case 'permission_request': {
      const known = session.pendingRequests.some((request) => request.requestId === data.requestId);
      const request: unknown = data;
      return known || !isRequest(request)
        ? session
        : { ...session, pendingRequests: [...session.pendingRequests, request] };
    }
    case 'permission_answered':
      return {
        ...session,
        pendingRequests: session.pendingRequests.filter((request) => request.requestId !== data.requestId),
      };
    default:
      return session;
  }
}

/** The session as it is after `events`; those it already contains are skipped. */
export function applyToSession(session: Session, events: readonly SessionEvent[]): Session {
  const news = events.filter((event) => event.sequence > session.lastSequence);
  const last = news.at(-1);
  return last === undefined ? session : { ...news.reduce(apply, session), lastSequence: last.sequence };
}
