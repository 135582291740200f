import { plural } from '@/lib/format';
import type { Entry } from '@/lib/schemas';

export interface CreateForm {
  readonly title: string;
  readonly body: string;
  /** null: the workspace's own */
  readonly base: string | null;
  readonly draft: boolean;
}

/** What the form begins with: the workspace's name, and in words what it is about and how large it is. */
export function firstForm(entry: Entry): CreateForm {
  const { issue, git, name, workspace } = entry;
  const about = issue === null ? null : `For #${issue.number}, ${issue.title}.`;
  const size =
    git === null || git.files === 0
      ? null
      : `Changes ${plural(git.files, 'file')}: ${plural(git.additions, 'line')} added, ${git.deletions} removed.`;
  return {
    title: issue?.title ?? name,
    body: [about, size].filter((part) => part !== null).join('\n\n'),
    base: workspace?.baseBranch?.replace(/^origin\//, '') ?? null,
    draft: false,
  };
}

/** What is sent; null while it has no title. */
export function toCreate({ title, body, base, draft }: CreateForm) {
  if (title.trim() === '') return null;
  return {
    title: title.trim(),
    ...(body.trim() !== '' && { body: body.trim() }),
    ...(base !== null && { base }),
    draft,
  };
}
