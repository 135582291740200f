import type { CreateWorkspace, Permissions } from '@/lib/api-types';
import type { Issue } from '@/lib/issues';

export interface WorkspaceForm {
  readonly prompt: string;
  readonly name: string;
  readonly from: 'new' | 'existing';
  /** null: the project's default branch */
  readonly baseBranch: string | null;
  readonly branch: string | null;
  /** null: the default agent */
  readonly agent: string | null;
  /** null: as the settings say */
  readonly permissions: Permissions | null;
  /** what it is about */
  readonly issue: Pick<Issue, 'number' | 'title'> | null;
}

export const EMPTY_FORM: WorkspaceForm = {
  prompt: '',
  name: '',
  from: 'new',
  baseBranch: null,
  branch: null,
  agent: null,
  permissions: null,
  issue: null,
};

/** What is sent; null while something needed is missing. Fields left alone are the server's to decide. */
export function toRequest(form: WorkspaceForm): CreateWorkspace | null {
  const prompt = form.prompt.trim();
  const name = form.name.trim();
  const existing = form.from === 'existing';
  if (existing ? form.branch === null : prompt === '' && name === '' && form.issue === null) return null;
  return {
    ...(prompt !== '' && { prompt }),
    ...(name !== '' && { name }),
    ...(existing && form.branch !== null && { branch: form.branch }),
    ...(!existing && form.baseBranch !== null && { baseBranch: form.baseBranch }),
    ...(form.agent !== null && { agent: form.agent }),
    ...(form.permissions !== null && { permissions: form.permissions }),
    ...(form.issue !== null && { issue: form.issue.number }),
  };
}
