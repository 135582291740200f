import { Menu } from '@mantine/core';
import { IconChevronDown, IconHistory, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { IconButton } from '@/components/button';
import { Toggle } from '@/components/toggle';
import { ratchetQuery, useChangeRatchet, useCheckNow } from '@/lib/ratchet';
import type { Entry } from '@/lib/schemas';
import { ratchetMark, useReread } from '@/lib/use-reread';
import styles from './timeline.module.css';

interface AutoFixSwitchProps {
  readonly entry: Entry;
  readonly onTimeline: () => void;
}

/** Auto-fix of one workspace, in its header. What is being sent is shown already. */
export function AutoFixSwitch({ entry, onTimeline }: AutoFixSwitchProps) {
  const { workspaceId, ratchet } = entry;
  const change = useChangeRatchet(workspaceId);
  const [opened, setOpened] = useState(false);
  if (ratchet === null) return null;
  const on = change.isPending ? (change.variables.enabled ?? ratchet.enabled) : ratchet.enabled;
  return (
    <span className={styles.header}>
      <Toggle
        label="Auto-fix"
        on={on}
        disabled={change.isPending}
        title={ratchet.reason ?? 'Sends an agent when checks fail, reviewers ask for changes or it conflicts'}
        onChange={(enabled) => change.mutate({ enabled })}
      />
      <Menu position="bottom-start" width={260} opened={opened} onChange={setOpened}>
        <Menu.Target>
          <IconButton size="small" label="More of auto-fix">
            <IconChevronDown size={14} stroke={1.85} aria-hidden />
          </IconButton>
        </Menu.Target>
        <Menu.Dropdown>{opened && <Choices entry={entry} onTimeline={onTimeline} />}</Menu.Dropdown>
      </Menu>
    </span>
  );
}

/** Asks the server for what the snapshot leaves out, once the menu is open. */
function Choices({ entry, onTimeline }: AutoFixSwitchProps) {
  const { workspaceId } = entry;
  const options = ratchetQuery(workspaceId);
  useReread(options.queryKey, ratchetMark(entry));
  const { data } = useQuery({ ...options, refetchOnMount: 'always' });
  const change = useChangeRatchet(workspaceId);
  const check = useCheckNow(workspaceId);
  return (
    <>
      <Menu.CheckboxItem
        checked={data?.autoMerge === true}
        disabled={data?.enabled !== true}
        onChange={(autoMerge) => change.mutate({ autoMerge })}
      >
        Auto-merge
        <div className="dim">Once checks have passed and reviewers agree</div>
      </Menu.CheckboxItem>
      <Menu.Item
        disabled={entry.pullRequest === null}
        leftSection={<IconRefresh size={14} aria-hidden />}
        onClick={() => check.mutate()}
      >
        Check now
      </Menu.Item>
      <Menu.Item leftSection={<IconHistory size={14} aria-hidden />} onClick={onTimeline}>
        Show the timeline
      </Menu.Item>
    </>
  );
}
