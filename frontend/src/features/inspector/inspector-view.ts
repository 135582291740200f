import type { Entry } from '@/lib/schemas';
import type { HealedDrift, ToldDelta } from './inspection-schema';

export const FACETS = [
  'workspace',
  'git',
  'pullRequest',
  'session',
  'ratchet',
  'terminal',
  'runScript',
] as const;

export type SortBy = 'name' | 'reason' | 'version' | 'source' | 'computed';

export interface Sort {
  readonly by: SortBy;
  readonly reversed: boolean;
}

/** `GitFacetChanged` is how the server names an event; people read `git event`. */
function sourceName(source: string): string {
  const [, event] = /^(\w+?)(?:Facet)?(?:Changed|Removed)$/.exec(source) ?? [];
  if (event === undefined) return source;
  return event.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}

/** What made an entry change, in a few words. */
export function sourcesLabel(sources: readonly string[]): string {
  return [...new Set(sources.filter((source) => source !== '').map(sourceName))].join(', ') || '–';
}

export function writerLabel(source: string): string {
  const name = sourceName(source);
  return name === source ? source || '–' : `${name} event`;
}

const COMPARE: Readonly<Record<SortBy, (one: Entry, other: Entry) => number>> = {
  name: (one, other) => one.name.localeCompare(other.name),
  reason: (one, other) => (one.reasonRule ?? 0) - (other.reasonRule ?? 0),
  version: (one, other) => other.version - one.version,
  source: (one, other) => one.source.localeCompare(other.source),
  computed: (one, other) => Date.parse(other.computedAt ?? '') - Date.parse(one.computedAt ?? ''),
};

export function sortEntries(entries: readonly Entry[], { by, reversed }: Sort): Entry[] {
  const direction = reversed ? -1 : 1;
  return entries.toSorted(
    (one, other) => direction * COMPARE[by](one, other) || one.workspaceId.localeCompare(other.workspaceId),
  );
}

/** All words must occur in what the table shows, or in the id. */
export function filterEntries(entries: readonly Entry[], text: string): Entry[] {
  const words = text.toLowerCase().split(/\s+/);
  return entries.filter((entry) => {
    const source = sourcesLabel(entry.source.split('+'));
    const searched =
      `${entry.name} ${entry.statusReason.code} ${source} ${entry.branch ?? ''} ${entry.workspaceId}`.toLowerCase();
    return words.every((word) => searched.includes(word));
  });
}

/** The drift that brought the facet that is shown, if it was drift. */
export function driftOf(drift: readonly HealedDrift[], entry: Entry, facet: string): HealedDrift | undefined {
  const revision = entry.facets?.[facet]?.revision;
  return drift.find(
    (each) =>
      each.workspaceId === entry.workspaceId &&
      each.facet === facet &&
      each.ownerRevision !== null &&
      each.ownerRevision === revision,
  );
}

export function deltasOf(deltas: readonly ToldDelta[], workspaceId: string): ToldDelta[] {
  return deltas.filter((delta) => delta.changed.includes(workspaceId) || delta.removed.includes(workspaceId));
}

export function deltaLabel({ facets, sources }: ToldDelta): string {
  return facets.length > 0 ? facets.join(', ') : sourcesLabel(sources);
}

/** What follows from the facets, as the entry has it. */
export function derivedOf(entry: Entry): Record<string, unknown> {
  const raw = (entry.raw ?? {}) as Record<string, unknown>;
  const names = [
    'statusReason',
    'kanbanColumn',
    'isWorking',
    'sidebarState',
    'ciObservation',
    'pendingRequest',
  ];
  return Object.fromEntries(names.filter((name) => name in raw).map((name) => [name, raw[name]]));
}

export function shortEpoch(epoch: string): string {
  return epoch.length <= 8 ? epoch : `${epoch.slice(0, 4)}·${epoch.slice(-2)}`;
}

export function clock(at: string | null): string {
  if (at === null) return '–';
  const time = new Date(at);
  return `${time.toLocaleTimeString('en-GB')}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}

export function milliseconds(value: number): string {
  return value < 10 ? `${Number(value.toFixed(1))} ms` : `${Math.round(value).toLocaleString('en-US')} ms`;
}

/** How long ago to the second, since here a second matters. */
export function exactAge(at: string | null, now: number): string {
  if (at === null) return '';
  const seconds = Math.max(0, Math.floor((now - Date.parse(at)) / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m`;
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`;
}
