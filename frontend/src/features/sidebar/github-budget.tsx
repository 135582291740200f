import { IconBrandGithub } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type Allowance, allowancesQuery, isBlocked, percentLeft, scarcest } from '@/lib/allowances';
import { count, moment } from '@/lib/format';
import type { Entry } from '@/lib/schemas';
import { pullRequestMark, useReread } from '@/lib/use-reread';
import styles from './sidebar.module.css';

const LITTLE = 10;

function words(allowance: Allowance, now: number): string {
  const { host, resource, limit, remaining, resetAt, blockedUntil } = allowance;
  if (blockedUntil !== null && isBlocked(allowance, now))
    return `${host} (${resource}) asked to be left alone until ${moment(blockedUntil)}`;
  if (Date.parse(resetAt) <= now) return `${host} (${resource}): all of it`;
  return `${host} (${resource}): ${count(remaining)} of ${count(limit)} left, renewed at ${moment(resetAt)}`;
}

/** What GitHub lets be asked yet; read again whenever something new was heard of a pull request. */
export function GitHubBudget({ entries }: { entries: readonly Entry[] }) {
  const { data } = useQuery(allowancesQuery);
  // A workspace without a pull request is no news of GitHub.
  const heard = entries.filter((entry) => entry.pullRequest !== null).map(pullRequestMark);
  useReread(allowancesQuery.queryKey, heard.join());
  const now = Date.now();
  const least = scarcest(data ?? [], now);
  if (data === undefined || least === undefined) return null;
  const blocked = isBlocked(least, now);
  const left = percentLeft(least, now);
  return (
    <span
      className={styles.state}
      data-tone={blocked || left < LITTLE ? 'attention' : undefined}
      title={data.map((allowance) => words(allowance, now)).join('\n')}
    >
      <IconBrandGithub size={14} stroke={1.85} role="img" aria-label="GitHub allowance" />
      {blocked ? 'waits' : `${left} %`}
    </span>
  );
}
