import { useState } from 'react';
import { DiffStat } from '@/components/chips';
import { StatusIcon } from '@/components/status-icon';
import { ToolIcon } from '@/components/tool-icon';
import styles from './conversation.module.css';
import type { ToolItem } from './conversation-types';
import { ToolOutput } from './tool-output';
import { exitCodeOf, isRunning, summarise, summariseGroup } from './tool-summary';

export function ToolRow({ tool, root }: { tool: ToolItem; root: string | null }) {
  const [opened, setOpened] = useState<boolean | null>(null);
  const { verb, what, result, tone, changes } = summarise(tool, root);
  const failedRun = tool.toolKind === 'execute' && (exitCodeOf(tool) ?? 0) !== 0;
  const open = opened ?? failedRun;
  return (
    <div>
      <button
        type="button"
        className={styles.tool}
        aria-expanded={open}
        {...(tone === 'danger' && { 'data-tone': 'danger' })}
        onClick={() => setOpened(!open)}
      >
        <ToolIcon kind={tool.toolKind} />
        <span className={styles.verb}>{verb}</span>
        <span className={styles.what} title={what}>
          {what}
        </span>
        <span className={styles.result} {...(tone === 'danger' && { 'data-tone': 'danger' })}>
          {changes !== null && <DiffStat {...changes} />}
          {isRunning(tool) && <StatusIcon tone="working" size={13} label="running" />}
          {result}
        </span>
      </button>
      {open && <ToolOutput tool={tool} />}
    </div>
  );
}

interface ToolGroupProps {
  readonly tools: readonly ToolItem[];
  readonly root: string | null;
}

export function ToolGroup({ tools, root }: ToolGroupProps) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <button
        type="button"
        className={`${styles.tool} ${styles.group}`}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <ToolIcon kind="search" />
        <span className={styles.verb}>Explored</span>
        <span className={styles.what}>{summariseGroup(tools)}</span>
        <span className={styles.result}>{tools.length} calls</span>
      </button>
      {open && (
        <div className={styles.members}>
          {tools.map((tool) => (
            <ToolRow key={tool.key} tool={tool} root={root} />
          ))}
        </div>
      )}
    </div>
  );
}
