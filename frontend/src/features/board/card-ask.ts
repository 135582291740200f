import type { PermissionOption } from '@/lib/api-types';
import { canRetrySetup, resumable } from '@/lib/entries';
import type { Entry, PendingRequest } from '@/lib/schemas';
import { quickAnswers } from '@/lib/workspace-actions';

export type Step =
  | { readonly kind: 'resume'; readonly label: string; readonly sessionId: string }
  | { readonly kind: 'retry'; readonly label: string };

/** What a card asks of you, and what you may answer there. */
export interface CardAsk {
  readonly text: string;
  readonly command: boolean;
  /** why, in the agent's words */
  readonly reason: string | null;
  readonly options: readonly PermissionOption[];
  readonly step: Step | null;
  /** a way into the workspace, when the question is too big for a card */
  readonly review: string | null;
  readonly others: number;
}

function requestAsk(request: PendingRequest): CardAsk {
  const options = quickAnswers(request);
  return {
    text: request.command ?? request.title,
    command: request.command !== null,
    reason: request.reason,
    options,
    step: null,
    review: options.length > 0 ? null : request.kind === 'PLAN_APPROVAL' ? 'Review plan' : 'Open',
    others: Math.max(0, request.count - 1),
  };
}

export function askOf(entry: Entry): CardAsk | null {
  const none = { command: false, reason: null, options: [], review: null, others: 0 };
  if (entry.pendingRequest !== null) return requestAsk(entry.pendingRequest);
  if (canRetrySetup(entry) && entry.statusReason.needsUser) {
    const text = entry.workspace?.error?.message ?? 'The setup failed';
    return { ...none, text, step: { kind: 'retry', label: 'Retry' } };
  }
  const failed = entry.session?.sessions.find(({ status, error }) => status === 'IDLE' && error !== null);
  // The process lives, only its last turn came to nothing: what to do next is said in the conversation.
  if (failed?.error && entry.statusReason.code === 'SESSION_ERROR') {
    return { ...none, text: failed.error.message, step: null, review: 'Look into it' };
  }
  const silent = entry.session?.sessions.find(({ silentSince }) => silentSince !== null);
  if (silent && entry.statusReason.code === 'AGENT_SILENT') {
    return {
      ...none,
      text: `${silent.agentTitle} has said nothing for a while`,
      review: 'Look into it',
      step: null,
    };
  }
  const session = resumable(entry);
  if (session === undefined || !(entry.statusReason.needsUser || session.status === 'FAILED')) return null;
  const text = session.error?.message ?? `${session.agentTitle} is stopped`;
  return { ...none, text, step: { kind: 'resume', label: 'Resume', sessionId: session.sessionId } };
}
