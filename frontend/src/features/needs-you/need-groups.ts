import type { Need } from '@/lib/schemas';

export interface NeedGroup {
  readonly title: string;
  readonly needs: readonly Need[];
}

function titleOf(need: Need): string {
  if (need.pendingRequest !== null) return 'Agents are blocked';
  if (need.statusReason.tone === 'danger' || need.error !== null) return 'Something broke';
  return need.statusReason.tone === 'success' ? 'Ready to merge' : 'Your turn';
}

const ORDER = ['Agents are blocked', 'Something broke', 'Ready to merge', 'Your turn'] as const;

/** The server's ranking is kept within each group. */
export function groupNeeds(needs: readonly Need[]): NeedGroup[] {
  return ORDER.map((title) => ({ title, needs: needs.filter((need) => titleOf(need) === title) })).filter(
    (group) => group.needs.length > 0,
  );
}

export function keyOf(need: Need): string {
  return `${need.workspaceId}/${need.pendingRequest?.requestId ?? need.statusReason.code}`;
}
