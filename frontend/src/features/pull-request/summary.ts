import type { Shape, Tone } from '@/components/status-icon';
import { plural } from '@/lib/format';
import type { Check, CheckState, PullRequestDetails } from '@/lib/pull-request';

export interface SummaryLine {
  readonly tone: Tone;
  readonly shape?: Shape;
  readonly title: string;
  readonly detail: string | null;
}

export interface CheckLook {
  readonly tone: Tone;
  readonly shape?: Shape;
  readonly word: string;
}

export const CHECK_LOOKS = {
  FAILED: { tone: 'danger', word: 'failed' },
  TIMED_OUT: { tone: 'danger', word: 'timed out' },
  ACTION_REQUIRED: { tone: 'attention', word: 'needs you' },
  CANCELLED: { tone: 'neutral', shape: 'closed', word: 'cancelled' },
  RUNNING: { tone: 'working', word: 'running' },
  QUEUED: { tone: 'waiting', word: 'queued' },
  UNKNOWN: { tone: 'neutral', word: 'unknown' },
  PASSED: { tone: 'success', shape: 'settled', word: 'passed' },
  NEUTRAL: { tone: 'neutral', shape: 'settled', word: 'neutral' },
  SKIPPED: { tone: 'neutral', shape: 'closed', word: 'skipped' },
} as const satisfies Record<CheckState, CheckLook>;

const BROKEN: readonly CheckState[] = ['FAILED', 'TIMED_OUT'];
const OPEN: readonly CheckState[] = ['RUNNING', 'QUEUED'];
const ORDER = Object.keys(CHECK_LOOKS);

const ALL_PASSED: Readonly<Record<number, string>> = { 1: 'The check passed', 2: 'Both checks passed' };

export const isBroken = (check: Check) => BROKEN.includes(check.state);

/** Why one should look again before merging what may be merged; nothing when all is well. */
export function doubt({ checks, ci }: PullRequestDetails): string | null {
  const broken = checks.filter(isBroken).length;
  if (broken > 0)
    return `It may be merged, but ${broken === 1 ? 'a check fails' : `${broken} checks fail`} that ${broken === 1 ? 'is' : 'are'} not required.`;
  if (ci === 'FAILURE') return 'It may be merged, but not every check passed.';
  if (ci === 'PENDING') return 'It may be merged, but its checks have not ended yet.';
  return ci === 'UNKNOWN' ? 'It may be merged, but what its checks say is not known.' : null;
}

export function checksLine(checks: readonly Check[], ci: PullRequestDetails['ci'] = 'SUCCESS'): SummaryLine {
  const required = checks.filter((check) => check.required).length;
  const detail = required === 0 ? null : `${required} required`;
  const broken = checks.filter(isBroken).length;
  const open = checks.filter((check) => OPEN.includes(check.state)).length;
  if (checks.length === 0 && ci === 'UNKNOWN')
    return { tone: 'neutral', title: 'Checks not known', detail: 'This token may not read them' };
  if (checks.length === 0)
    return { tone: 'neutral', title: 'No checks', detail: 'Nothing runs on this commit' };
  if (broken > 0) {
    const title = `${broken} of ${plural(checks.length, 'check')} ${broken === 1 ? 'fails' : 'fail'}`;
    return { tone: 'danger', title, detail: open === 0 ? detail : `${open} still running` };
  }
  const asking = checks.filter((check) => check.state === 'ACTION_REQUIRED').length;
  if (asking > 0)
    return {
      tone: 'attention',
      title: `${plural(asking, 'check')} ${asking === 1 ? 'waits' : 'wait'} for you`,
      detail,
    };
  if (open > 0) {
    const done = checks.length - open;
    return { tone: 'waiting', title: `${done} of ${plural(checks.length, 'check')} done`, detail };
  }
  const title = ALL_PASSED[checks.length] ?? `All ${checks.length} checks passed`;
  return { tone: 'success', shape: 'settled', title, detail };
}

/** Each person's latest word; a remark does not take back an approval or a request. */
function verdicts({ reviews }: PullRequestDetails): ReadonlyMap<string, string> {
  const held = new Map<string, string>();
  for (const { author, state } of reviews) {
    if (state !== 'COMMENTED' && state !== 'PENDING') held.set(author, state);
  }
  return held;
}

export function reviewLine(details: PullRequestDetails): SummaryLine {
  const open = details.threads.filter((thread) => !thread.resolved).length;
  const threads = open === 0 ? null : `${plural(open, 'thread')} open`;
  const said = (state: string) =>
    [...verdicts(details)].filter(([, verdict]) => verdict === state).map(([author]) => author);
  const line = (people: readonly string[]) => [people.join(', '), threads].filter(Boolean).join(', ') || null;
  if (details.review === 'CHANGES_REQUESTED')
    return { tone: 'attention', title: 'Changes requested', detail: line(said('CHANGES_REQUESTED')) };
  if (details.review === 'APPROVED')
    return { tone: 'success', shape: 'settled', title: 'Approved', detail: line(said('APPROVED')) };
  if (details.requestedReviewers.length > 0)
    return { tone: 'waiting', title: 'Review requested', detail: line(details.requestedReviewers) };
  return { tone: 'neutral', title: 'No review yet', detail: threads };
}

export function mergeLine(details: PullRequestDetails): SummaryLine {
  const { state, baseBranch, behindBy, mergeConflict } = details;
  if (state === 'MERGED')
    return { tone: 'success', shape: 'settled', title: 'Merged', detail: `into ${baseBranch}` };
  if (state === 'CLOSED') return { tone: 'neutral', shape: 'closed', title: 'Closed', detail: 'Not merged' };
  const behind =
    behindBy === null
      ? null
      : behindBy === 0
        ? `Up to date with ${baseBranch}`
        : `${plural(behindBy, 'commit')} behind ${baseBranch}`;
  if (mergeConflict) return { tone: 'attention', title: `Conflicts with ${baseBranch}`, detail: behind };
  return { tone: 'success', shape: 'settled', title: 'No conflicts', detail: behind };
}

export interface CheckGroups {
  readonly shown: readonly Check[];
  readonly folded: readonly Check[];
}

const SHOWN_SETTLED = 2;

/** What failed, asks or runs is always shown; of the rest a few, so that one failure among forty is seen. */
export function groupChecks(checks: readonly Check[]): CheckGroups {
  const sorted = checks.toSorted((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));
  const settled = (check: Check) => ORDER.indexOf(check.state) >= ORDER.indexOf('PASSED');
  const urgent = sorted.filter((check) => !settled(check));
  const rest = sorted.filter(settled);
  const visible = rest.length - SHOWN_SETTLED <= 1 ? rest.length : SHOWN_SETTLED;
  return { shown: [...urgent, ...rest.slice(0, visible)], folded: rest.slice(visible) };
}

export function foldedWords(folded: readonly Check[]): string {
  const number = (state: CheckState) => folded.filter((check) => check.state === state).length;
  const parts = (['PASSED', 'NEUTRAL', 'SKIPPED'] as const)
    .map((state) => ({ state, many: number(state) }))
    .filter(({ many }) => many > 0)
    .map(({ state, many }, index) => `${many} ${index === 0 ? 'more ' : ''}${CHECK_LOOKS[state].word}`);
  return parts.join(', ');
}
