import { ApiError } from '@/lib/api-client';
import { describeError } from '@/lib/notify';

const WHAT_TO_DO: Readonly<Record<string, string>> = {
  PATH_MISSING:
    'Check the spelling. The path is one on the machine that runs the server; ~ is its user’s home.',
  PATH_NOT_READABLE: 'Give the user that runs the server the right to read it.',
  PATH_NOT_A_DIRECTORY: 'Give the folder that holds the repository, not a file in it.',
  NOT_A_REPOSITORY: 'Run git init there, or give the folder that holds .git.',
  BARE_REPOSITORY: 'Clone it to a folder with files, and add that one.',
  SUBMODULE: 'Add the repository that contains it.',
  LINKED_WORKTREE: 'Add the main repository that this worktree belongs to.',
  PROJECT_EXISTS: 'It is in the list of projects already.',
  INVALID_GIT_URL:
    'Use an address such as https://github.com/owner/name.git or git@github.com:owner/name.git.',
  CLONE_FAILED: 'Check the address and that the server’s user may read it, then add it again.',
};

export interface ProjectProblem {
  readonly message: string;
  readonly whatToDo: string | null;
  readonly projectId: string | null;
}

export function problemOf(error: unknown): ProjectProblem {
  const code = error instanceof ApiError ? error.code : '';
  const projectId = error instanceof ApiError ? error.facts.projectId : null;
  return {
    message: describeError(error),
    whatToDo: WHAT_TO_DO[code] ?? null,
    projectId: typeof projectId === 'string' ? projectId : null,
  };
}

export function cloneProblem(error: { code: string; message: string }): ProjectProblem {
  return { message: error.message, whatToDo: WHAT_TO_DO[error.code] ?? null, projectId: null };
}

/** Anything with a scheme, or scp's host:path, is an address; the rest is a folder. */
export function isGitUrl(text: string): boolean {
  return /^[a-z][a-z+]*:\/\//i.test(text) || /^[\w.-]+@[\w.-]+:[^/\\].*/.test(text);
}
