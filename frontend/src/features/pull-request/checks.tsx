import { IconChevronRight, IconReload } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '@/components/button';
import type { Check } from '@/lib/pull-request';
import { CheckRow } from './check-row';
import styles from './pull-request.module.css';
import { foldedWords, groupChecks, isBroken } from './summary';
import { acts, useAct } from './use-pull-request';

interface ChecksProps {
  readonly workspaceId: string;
  readonly checks: readonly Check[];
}

const keyOf = (check: Check) => check.id ?? `${check.workflow} ${check.name}`;

export function Checks({ workspaceId, checks }: ChecksProps) {
  const [unfolded, setUnfolded] = useState(false);
  const rerun = useAct(workspaceId);
  const { shown, folded } = groupChecks(checks);
  const opened = shown.find((check) => isBroken(check) && check.hasLog);
  if (checks.length === 0) return null;
  return (
    <section aria-label="Checks">
      <h3 className={styles.section}>
        Checks <span>{checks.length}</span>
        {checks.some((check) => isBroken(check) && check.runId !== null) && (
          <Button
            size="small"
            variant="ghost"
            className={styles.end}
            disabled={rerun.isPending}
            onClick={() => rerun.mutate(acts.rerun(null))}
          >
            <IconReload size={14} stroke={1.85} aria-hidden />
            Rerun failed
          </Button>
        )}
      </h3>
      {[...shown, ...(unfolded ? folded : [])].map((check) => (
        <CheckRow
          key={keyOf(check)}
          workspaceId={workspaceId}
          check={check}
          openAtFirst={check === opened}
          onRerun={() => rerun.mutate(acts.rerun(check.id))}
        />
      ))}
      {folded.length > 0 && (
        <button
          type="button"
          className={styles.fold}
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          <IconChevronRight size={14} stroke={1.85} aria-hidden />
          {unfolded ? 'Show fewer' : foldedWords(folded)}
        </button>
      )}
    </section>
  );
}
