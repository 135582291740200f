const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, in at most three characters, as a fixed slot on cards and rows. */
export function age(at: string | null, now: number): string {
  if (at === null) return '';
  const passed = Math.max(0, now - Date.parse(at));
  if (Number.isNaN(passed)) return '';
  if (passed < MINUTE) return 'now';
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)}m`;
  if (passed < DAY) return `${Math.floor(passed / HOUR)}h`;
  return `${Math.floor(passed / DAY)}d`;
}

export function count(value: number): string {
  return value.toLocaleString('en-US');
}

export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

export function cost(amount: number | null, currency: string | null): string | null {
  if (amount === null) return null;
  const text = amount.toFixed(2);
  return currency === null || currency === 'USD' ? `$${text}` : `${text} ${currency}`;
}

export function bytes(size: number): string {
  if (size < 1024) return `${size} B`;
  if (size < 1024 * 1024) return `${(size / 1024).toFixed(1)} KB`;
  if (size < 1024 ** 3) return `${(size / 1024 ** 2).toFixed(1)} MB`;
  return `${(size / 1024 ** 3).toFixed(1)} GB`;
}

/** The time of day, with the day when it is not today's. */
export function moment(at: string, now = new Date()): string {
  const date = new Date(at);
  const time = date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
  return date.toDateString() === now.toDateString()
    ? time
    : `${date.toLocaleDateString(undefined, { weekday: 'short', day: 'numeric', month: 'short' })}, ${time}`;
}

export function seconds(milliseconds: number): string {
  if (milliseconds < 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  if (milliseconds < MINUTE) return `${Math.round(milliseconds / 1000)} s`;
  if (milliseconds < HOUR)
    return `${Math.floor(milliseconds / MINUTE)}m ${Math.floor((milliseconds % MINUTE) / 1000)}s`;
  return `${Math.floor(milliseconds / HOUR)}h ${Math.floor((milliseconds % HOUR) / MINUTE)}m`;
}

/** The folder, such as `ff/`, that at least two and most of the branches are in. */
export function usualPrefix(branches: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const branch of branches) {
    const folder = branch.slice(0, branch.lastIndexOf('/') + 1);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const [folder = '', members = 0] = [...counts].toSorted((one, other) => other[1] - one[1])[0] ?? [];
  return members >= 2 && members * 2 > branches.length ? folder : '';
}

/** Splits a path so that the folders may be cut and the file name never is. */
export function splitPath(path: string): { folder: string; file: string } {
  const slash = path.lastIndexOf('/') + 1;
  return { folder: path.slice(0, slash), file: path.slice(slash) };
}

/** Shortens the middle of a path to an ellipsis, keeping the first folder and the last two parts. */
export function shortPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.length <= 4) return path;
  const first = path.startsWith('/') ? [] : parts.slice(0, 1);
  return [...first, '…', ...parts.slice(-2)].join('/');
}
