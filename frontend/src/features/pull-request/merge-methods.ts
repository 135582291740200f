import type { MergeMethod } from '@/lib/pull-request';

export const METHODS = {
  SQUASH: { name: 'Squash and merge', description: 'One commit with all changes' },
  MERGE: { name: 'Merge commit', description: 'All commits, and one that joins them' },
  REBASE: { name: 'Rebase and merge', description: 'All commits, put on top of the base' },
} as const satisfies Record<MergeMethod, { name: string; description: string }>;
