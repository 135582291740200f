import type { Entry } from '@/lib/schemas';

export interface CreateForm {
  readonly title: string;
  readonly body: string;
  /** null: the workspace's own */
  readonly base: string | null;
  readonly draft: boolean;
}

/** What the form begins with: the issue's title or the workspace's name, into the branch it came from. */
export function firstForm({ issue, name, workspace }: Entry): CreateForm {
  return {
    title: issue?.title ?? name,
    body: issue === null ? '' : `For #${issue.number}, ${issue.title}.`,
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
