import { IconRefresh } from '@tabler/icons-react';
import { Button } from '@/components/button';
import { Age } from '@/components/chips';
import { StatusIcon } from '@/components/status-icon';
import { Toggle } from '@/components/toggle';
import { type Ratchet, useChangeRatchet, useCheckNow } from '@/lib/ratchet';
import { attemptWords, budgetBar, nowOf } from './event-look';
import styles from './timeline.module.css';

interface NowProps {
  readonly workspaceId: string;
  readonly ratchet: Ratchet;
  readonly linked: boolean;
  readonly onSession: (sessionId: string) => void;
}

function nothingSaid(ratchet: Ratchet, linked: boolean): string {
  if (!ratchet.enabled)
    return 'Switch it on, and an agent is sent when checks fail, reviewers ask for changes or the branch conflicts.';
  return linked ? 'It has not looked yet.' : 'There is no pull request to look at yet.';
}

/** Why something happens, or why nothing does, before everything else. */
export function Now({ workspaceId, ratchet, linked, onSession }: NowProps) {
  const change = useChangeRatchet(workspaceId);
  const check = useCheckNow(workspaceId);
  const { tone, title } = nowOf(ratchet);
  const attempt = attemptWords(ratchet);
  const session = ratchet.attempt?.sessionId ?? null;
  const { decision, enabled } = ratchet;
  return (
    <div className={styles.now}>
      <div className={styles.state}>
        <StatusIcon tone={tone} />
        <b>{title}</b>
        {decision?.at != null && <Age at={decision.at} />}
      </div>
      <p className={styles.why}>{decision?.reason ?? nothingSaid(ratchet, linked)}</p>
      {attempt !== null && (
        <p className={styles.attempt}>
          {attempt}
          {session !== null && (
            <button type="button" className="link" onClick={() => onSession(session)}>
              Open its session
            </button>
          )}
        </p>
      )}
      <div className={styles.controls}>
        <Toggle
          label="Auto-fix"
          on={enabled}
          disabled={change.isPending}
          onChange={(on) => change.mutate({ enabled: on })}
        />
        <Toggle
          label="Auto-merge"
          on={ratchet.autoMerge}
          disabled={change.isPending || !enabled}
          title="Merges once checks have passed and reviewers agree"
          onChange={(on) => change.mutate({ autoMerge: on })}
        />
        <Button
          size="small"
          variant="ghost"
          className={styles.end}
          disabled={check.isPending || !linked}
          onClick={() => check.mutate()}
        >
          <IconRefresh size={14} stroke={1.85} aria-hidden />
          {check.isPending ? 'Looking…' : 'Check now'}
        </Button>
      </div>
      {enabled && ratchet.budgets.length > 0 && <Budgets ratchet={ratchet} />}
    </div>
  );
}

function Budgets({ ratchet: { budgets } }: { ratchet: Ratchet }) {
  return (
    <ul className={styles.budgets} aria-label="Budgets">
      {budgets.map((budget) => {
        const { name, words, percent, tone } = budgetBar(budget);
        return (
          <li key={name} data-tone={tone}>
            <span className={styles.budgetName}>{name}</span>
            <span className={styles.bar} aria-hidden>
              <i style={{ width: `${percent}%` }} />
            </span>
            <span className={styles.budgetWords}>{words}</span>
          </li>
        );
      })}
    </ul>
  );
}
