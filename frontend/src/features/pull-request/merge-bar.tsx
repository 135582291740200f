import { Menu } from '@mantine/core';
import { IconChevronDown, IconGitMerge } from '@tabler/icons-react';
import { useState } from 'react';
import { Button } from '@/components/button';
import { Toggle } from '@/components/toggle';
import type { MergeMethod, PullRequestDetails } from '@/lib/pull-request';
import { MergeDialog } from './merge-dialog';
import { METHODS } from './merge-methods';
import styles from './pull-request.module.css';
import { doubt } from './summary';
import { acts, useAct } from './use-pull-request';

interface MergeBarProps {
  readonly workspaceId: string;
  readonly details: PullRequestDetails;
}

/** What brings the pull request on: ready, up to date, merged now or as soon as it may be. */
export function MergeBar({ workspaceId, details }: MergeBarProps) {
  const act = useAct(workspaceId);
  const [method, setMethod] = useState<MergeMethod | null>(null);
  const { merge, state } = details;
  const reason = merge.allowed ? doubt(details) : merge.reason;
  if (state === 'MERGED' || state === 'CLOSED') return null;
  return (
    <section className={styles.merge} aria-label="Merge">
      <div className={styles.mergeRow}>
        <MergeButton details={details} onChoose={setMethod} />
        {state === 'DRAFT' && (
          <Button disabled={act.isPending} onClick={() => act.mutate(acts.markReady())}>
            Ready for review
          </Button>
        )}
        {details.behindBy !== null && details.behindBy > 0 && (
          <Button
            variant="ghost"
            disabled={act.isPending}
            title={`Brings ${details.baseBranch} into the branch`}
            onClick={() => act.mutate(acts.updateBranch())}
          >
            Update branch
          </Button>
        )}
        {(merge.canAutoMerge || merge.autoMerge) && (
          <span className={styles.end}>
            <Toggle
              label="Auto-merge"
              on={merge.autoMerge}
              disabled={act.isPending}
              title="GitHub merges it once everything that is required is there"
              onChange={(on) => act.mutate(acts.autoMerge(on, merge.methods[0]))}
            />
          </span>
        )}
      </div>
      {reason !== null && (
        <p id="merge-reason" className={styles.reason}>
          {reason}
        </p>
      )}
      {method !== null && (
        <MergeDialog
          details={details}
          method={method}
          busy={act.isPending}
          error={act.error}
          onClose={() => setMethod(null)}
          onMerge={() =>
            act.mutate(acts.merge(method, details.headSha), { onSuccess: () => setMethod(null) })
          }
        />
      )}
    </section>
  );
}

interface MergeButtonProps {
  readonly details: PullRequestDetails;
  readonly onChoose: (method: MergeMethod) => void;
}

function MergeButton({ details, onChoose }: MergeButtonProps) {
  const { merge } = details;
  const blocked = !merge.allowed || merge.methods.length === 0;
  const doubtful = doubt(details);
  return (
    <Menu position="bottom-start" width={300} disabled={blocked}>
      <Menu.Target>
        <Button
          variant={blocked || doubtful !== null ? 'secondary' : 'primary'}
          disabled={blocked}
          title={merge.reason ?? doubtful ?? undefined}
          aria-describedby={(blocked ? merge.reason : doubtful) === null ? undefined : 'merge-reason'}
        >
          <IconGitMerge size={14} stroke={1.85} aria-hidden />
          Merge
          <IconChevronDown size={14} stroke={1.85} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {merge.methods.map((method) => (
          <Menu.Item key={method} onClick={() => onChoose(method)}>
            {METHODS[method].name}
            <div className="dim">{METHODS[method].description}</div>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
