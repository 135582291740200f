const TROUBLE =
  /\b(error|errors|failed|failure|fatal|panic|exception|traceback|assertion(?:error)?)\b|✗|✘|##\[error\]|\bFAIL\b|npm ERR!/i;
const CALM = /\b(0|no) (errors?|failures?|failed)\b/i;

/** Whether a line of a log speaks of what went wrong: a help for the eye, nothing is decided by it. */
export function isTrouble(line: string): boolean {
  return TROUBLE.test(line) && !CALM.test(line);
}
