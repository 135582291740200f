import type { Shape, Tone } from '@/components/status-icon';
import { count, cost as money, plural } from '@/lib/format';
import type { Budget, Ratchet, TimelineEvent } from '@/lib/ratchet';

export interface Look {
  readonly tone: Tone;
  readonly shape: Shape;
}

const LOOKS: Readonly<Record<string, Look>> = {
  ENABLED: { tone: 'neutral', shape: 'ring' },
  DISABLED: { tone: 'neutral', shape: 'closed' },
  DECIDED: { tone: 'neutral', shape: 'ring' },
  CLASSIFIED: { tone: 'neutral', shape: 'plan' },
  DISPATCHED: { tone: 'working', shape: 'ring' },
  OUTCOME: { tone: 'success', shape: 'settled' },
  RERUN: { tone: 'waiting', shape: 'clock' },
  REPLIED: { tone: 'success', shape: 'settled' },
  MERGED: { tone: 'success', shape: 'disc' },
  PAUSED: { tone: 'attention', shape: 'alert' },
  BUDGET: { tone: 'attention', shape: 'alert' },
  PROBLEM: { tone: 'danger', shape: 'octagon' },
};
const QUIET: Look = { tone: 'neutral', shape: 'ring' };

/** What was observed looks like what it found. */
function observed({ facts }: TimelineEvent): Look {
  const to = (field: string) => facts?.[field]?.to;
  if (to('ci') === 'FAILURE') return { tone: 'danger', shape: 'octagon' };
  if (to('mergeConflict') === true || to('review') === 'CHANGES_REQUESTED')
    return { tone: 'attention', shape: 'alert' };
  if (to('ci') === 'SUCCESS' || to('review') === 'APPROVED') return { tone: 'success', shape: 'settled' };
  if (to('ci') === 'PENDING') return { tone: 'waiting', shape: 'clock' };
  return QUIET;
}

export function lookOf(event: TimelineEvent): Look {
  return event.kind === 'OBSERVED' ? observed(event) : (LOOKS[event.kind] ?? QUIET);
}

const FIELDS: Readonly<Record<string, string>> = {
  ci: 'CI',
  review: 'Review',
  headSha: 'Commit',
  mergeConflict: 'Conflict',
  state: 'State',
};

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return count(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (/^[0-9a-f]{40}$/.test(text)) return text.slice(0, 7);
  return /^[A-Z_]+$/.test(text) ? text.toLowerCase().replaceAll('_', ' ') : text.slice(0, 60);
}

export interface FactChange {
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

/** What differed from the time before, in words. */
export function changesOf({ facts }: TimelineEvent): FactChange[] {
  return Object.entries(facts ?? {}).map(([field, { from, to }]) => ({
    field: FIELDS[field] ?? field,
    from: valueWords(from),
    to: valueWords(to),
  }));
}

export function costWords({ cost }: TimelineEvent): string | null {
  if (cost === null) return null;
  const parts = [
    cost.tokens === null ? null : `${shortNumber(cost.tokens)} tokens`,
    money(cost.amount, cost.currency),
    cost.minutes === null ? null : `${Math.round(cost.minutes)} min`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' · ');
}

export function shortNumber(value: number): string {
  if (value < 1_000) return String(Math.round(value * 100) / 100);
  if (value < 1_000_000) return `${Math.round(value / 1_000)}k`;
  return `${(value / 1_000_000).toFixed(1)}M`;
}

const STATES = {
  CHECKING: { tone: 'waiting', title: 'Looking at the pull request' },
  FIXING_CI: { tone: 'working', title: 'Fixing CI failures' },
  FIXING_REVIEW: { tone: 'working', title: 'Fixing review comments' },
  FIXING_CONFLICT: { tone: 'working', title: 'Fixing the merge conflict' },
  STALLED: { tone: 'attention', title: 'Stalled' },
  IDLE: { tone: 'neutral', title: 'Nothing to fix' },
} as const satisfies Record<Ratchet['state'], { tone: Tone; title: string }>;

/** What auto-fix does now; a pause and the switch come before the state they hold. */
export function nowOf(ratchet: Ratchet): { tone: Tone; title: string } {
  if (!ratchet.enabled) return { tone: 'neutral', title: 'Auto-fix is off' };
  if (ratchet.paused) return { tone: 'attention', title: 'Paused, like all auto-fix' };
  return STATES[ratchet.state];
}

const SCOPES = {
  PULL_REQUEST: 'pull request',
  WORKSPACE: 'workspace today',
  PROJECT: 'project today',
  DAY: 'today',
} as const satisfies Record<Budget['scope'], string>;
const UNITS = {
  ATTEMPTS: 'attempts',
  MINUTES: 'min',
  TOKENS: 'tokens',
  COST: 'spent',
} as const satisfies Record<Budget['kind'], string>;

export interface BudgetBar {
  readonly name: string;
  readonly words: string;
  readonly percent: number;
  readonly tone: Tone;
}

const NEARLY = 80;

export function budgetBar({ scope, kind, used, limit }: Budget): BudgetBar {
  const amount = (value: number) => (kind === 'COST' ? `$${value.toFixed(2)}` : shortNumber(value));
  const unit = kind === 'ATTEMPTS' && limit === 1 ? 'attempt' : UNITS[kind];
  const percent = limit === null || limit === 0 ? 0 : Math.min(100, (used / limit) * 100);
  return {
    name: `${kind === 'COST' ? 'Cost' : kind === 'MINUTES' ? 'Time' : kind === 'TOKENS' ? 'Tokens' : 'Attempts'}, ${SCOPES[scope]}`,
    words:
      limit === null ? `${amount(used)} ${unit}, no limit` : `${amount(used)} of ${amount(limit)} ${unit}`,
    percent,
    tone: percent >= 100 ? 'danger' : percent >= NEARLY ? 'attention' : 'working',
  };
}

const CLASSES: Readonly<Record<string, { word: string; tone: Tone }>> = {
  CODE: { word: 'Code', tone: 'danger' },
  FLAKY: { word: 'Flaky', tone: 'waiting' },
  INFRASTRUCTURE: { word: 'Infrastructure', tone: 'waiting' },
  BASE_BROKEN: { word: 'Base broken', tone: 'waiting' },
  BILLING_OR_QUOTA: { word: 'Billing or quota', tone: 'attention' },
  UNKNOWN: { word: 'Unknown', tone: 'neutral' },
};

export function classLook(name: string): { word: string; tone: Tone } {
  const word = name.charAt(0) + name.slice(1).toLowerCase().replaceAll('_', ' ');
  return CLASSES[name] ?? { word, tone: 'neutral' };
}

export function attemptWords({ attempt }: Ratchet): string | null {
  if (attempt === null) return null;
  const number =
    attempt.of === null ? `Attempt ${attempt.number}` : `Attempt ${attempt.number} of ${attempt.of}`;
  return attempt.subject.length === 0 ? number : `${number}: ${attempt.subject.join(', ')}`;
}

export function attemptsTitle(ratchet: Ratchet | undefined): string | null {
  if (ratchet?.attempt) {
    const { number, of } = ratchet.attempt;
    return of === null ? plural(number, 'attempt') : `${number} of ${plural(of, 'attempt')}`;
  }
  return null;
}
