import type { Choice, Permissions } from './api-types';

/** What an agent may do without asking, as people choose it. */
export const PERMISSIONS: readonly (Choice & { readonly id: Permissions })[] = [
  { id: 'STRICT', name: 'Strict', description: 'Asks for everything but reading files of the worktree.' },
  { id: 'RELAXED', name: 'Relaxed', description: 'Edits files of the worktree, and asks for the rest.' },
  { id: 'YOLO', name: 'YOLO', description: 'Asks for nothing but your word on plans and questions.' },
];
