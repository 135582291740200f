import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from './api-client';
import { orNull } from './wire';

const allowanceSchema = z.object({
  host: z.string(),
  resource: z.string(),
  limit: z.number(),
  remaining: z.number(),
  resetAt: z.string(),
  blockedUntil: orNull(z.string()),
});
export type Allowance = z.infer<typeof allowanceSchema>;

/** What each GitHub host lets this server ask until the hour is over. */
export const allowancesQuery = queryOptions<readonly Allowance[]>({
  queryKey: ['github', 'allowances'],
  queryFn: async ({ signal }) =>
    z.array(allowanceSchema).parse(await api.get('/api/github/allowances', signal)),
  staleTime: 60_000,
  retry: false,
});

export const isBlocked = ({ blockedUntil }: Allowance, now: number) =>
  blockedUntil !== null && Date.parse(blockedUntil) > now;

/** How much is left in percent; all of it once the hour is over. */
export function percentLeft({ limit, remaining, resetAt }: Allowance, now: number): number {
  if (limit <= 0 || Date.parse(resetAt) <= now) return 100;
  return Math.max(0, Math.min(100, Math.floor((100 * remaining) / limit)));
}

/** The one that runs out first, which is what there is to know. */
export function scarcest(allowances: readonly Allowance[], now: number): Allowance | undefined {
  const left = (allowance: Allowance) => (isBlocked(allowance, now) ? -1 : percentLeft(allowance, now));
  return allowances.toSorted((one, other) => left(one) - left(other))[0];
}
