import { IconExternalLink, IconReload } from '@tabler/icons-react';
import { useState } from 'react';
import { IconButton } from '@/components/button';
import { StatusIcon } from '@/components/status-icon';
import { Tag } from '@/components/tag';
import { seconds } from '@/lib/format';
import type { Check } from '@/lib/pull-request';
import { useSeconds } from '@/lib/use-now';
import { CheckLogView } from './check-log';
import styles from './pull-request.module.css';
import { CHECK_LOOKS, isBroken } from './summary';

interface CheckRowProps {
  readonly workspaceId: string;
  readonly check: Check;
  readonly openAtFirst: boolean;
  readonly onRerun: () => void;
}

/** One check; what failed opens to the log of the step that did. */
export function CheckRow({ workspaceId, check, openAtFirst, onRerun }: CheckRowProps) {
  const [turned, setTurned] = useState(false);
  const open = turned !== openAtFirst;
  const { tone, word, ...look } = CHECK_LOOKS[check.state];
  const name = (
    <>
      <StatusIcon tone={tone} shape={'shape' in look ? look.shape : undefined} size={14} label={word} />
      <span
        className="truncate"
        title={check.workflow === null ? check.name : `${check.workflow} / ${check.name}`}
      >
        {check.workflow !== null && <span className={styles.workflow}>{check.workflow} / </span>}
        {check.name}
      </span>
    </>
  );
  const readable = check.hasLog && check.id !== null;
  return (
    <>
      <div className={styles.check}>
        {readable ? (
          <button
            type="button"
            aria-expanded={open}
            className={styles.checkName}
            onClick={() => setTurned(!turned)}
          >
            {name}
          </button>
        ) : (
          <span className={styles.checkName}>{name}</span>
        )}
        <span className={styles.checkActions}>
          {isBroken(check) && check.runId !== null && check.id !== null && (
            <IconButton size="small" label={`Rerun ${check.name}`} onClick={onRerun}>
              <IconReload size={14} stroke={1.85} aria-hidden />
            </IconButton>
          )}
          {check.url !== null && (
            <a
              className={styles.iconLink}
              href={check.url}
              target="_blank"
              rel="noreferrer"
              aria-label={`${check.name} on GitHub`}
              title="Open on GitHub"
            >
              <IconExternalLink size={14} stroke={1.85} aria-hidden />
            </a>
          )}
        </span>
        {check.required && isBroken(check) && <Tag>Required</Tag>}
        <Duration check={check} />
      </div>
      {readable && open && check.id !== null && <CheckLogView workspaceId={workspaceId} checkId={check.id} />}
    </>
  );
}

function Duration({ check: { state, startedAt, completedAt } }: { check: Check }) {
  const running = state === 'RUNNING' && startedAt !== null;
  const now = useSeconds(running);
  const end = completedAt === null ? (running ? now : null) : Date.parse(completedAt);
  const took = startedAt === null || end === null ? null : Math.max(0, end - Date.parse(startedAt));
  return <span className={styles.took}>{took === null ? '' : seconds(took)}</span>;
}
