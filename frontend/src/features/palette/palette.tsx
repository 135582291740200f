import { Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { StatusIcon } from '@/components/status-icon';
import type { Entry, Project } from '@/lib/schemas';
import type { Shell } from '@/lib/shell';
import { useEntries } from '@/lib/snapshot';
import { paletteStore } from './open-palette';
import styles from './palette.module.css';
import { usePaletteCommands } from './palette-commands';
import { findWorkspaces, highlight, matches } from './palette-items';

interface PaletteProps {
  readonly project: Project | undefined;
  readonly shell: Shell;
  readonly onToggleSidebar: () => void;
}

const NO_ENTRIES: readonly Entry[] = [];

export function Palette({ project, shell, onToggleSidebar }: PaletteProps) {
  const [query, setQuery] = useState('');
  const commands = usePaletteCommands({ project, shell, onToggleSidebar });
  const found = commands.filter((command) => matches(command.label, query));
  return (
    <Spotlight.Root
      store={paletteStore}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      clearQueryOnClose
      size={620}
      yOffset="12vh"
      maxHeight={420}
      scrollable
      overlayProps={{ blur: 0, color: 'transparent', className: styles.overlay ?? '' }}
      transitionProps={{ transition: 'fade', duration: 120 }}
      classNames={{ content: styles.content ?? '' }}
    >
      <Spotlight.Search
        placeholder="Go to a workspace, or run a command"
        aria-label="Search or run"
        leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
        classNames={{ input: styles.search ?? '' }}
      />
      <Spotlight.ActionsList className={styles.list ?? ''}>
        <WorkspaceResults project={project} query={query} />
        {found.length > 0 && (
          <Spotlight.ActionsGroup label="Commands" className={styles.group ?? ''}>
            {found.map(({ label, keys, Icon, run }) => (
              <Spotlight.Action key={label} className={styles.action ?? ''} onClick={run}>
                <Icon size={16} stroke={1.75} aria-hidden />
                <Marked text={label} query={query} />
                <span className={styles.end}>{keys !== undefined && <kbd>{keys}</kbd>}</span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
      </Spotlight.ActionsList>
      <div className={`${styles.foot} not-phone`}>
        <span>
          <kbd>↑</kbd>
          <kbd>↓</kbd> choose
        </span>
        <span>
          <kbd>↵</kbd> open
        </span>
        <span>
          <kbd>Esc</kbd> close
        </span>
      </div>
    </Spotlight.Root>
  );
}

function WorkspaceResults({ project, query }: { project: Project | undefined; query: string }) {
  const navigate = useNavigate();
  const entries = useEntries(project?.id ?? null) ?? NO_ENTRIES;
  const found = findWorkspaces(entries, query);
  if (project === undefined || found.length === 0) return null;
  const open = (workspaceId: string) =>
    void navigate({
      to: '/projects/$project/workspaces/$workspaceId',
      params: { project: project.slug, workspaceId },
    });
  return (
    <Spotlight.ActionsGroup label="Workspaces" className={styles.group ?? ''}>
      {found.map((entry) => (
        <Spotlight.Action
          key={entry.workspaceId}
          className={styles.action ?? ''}
          onClick={() => open(entry.workspaceId)}
        >
          <StatusIcon tone={entry.statusReason.tone} code={entry.statusReason.code} />
          <Marked text={entry.name} query={query} extra={entry.statusReason.label} />
          <span className={`${styles.end} mono not-phone`}>{entry.branch}</span>
        </Spotlight.Action>
      ))}
    </Spotlight.ActionsGroup>
  );
}

function Marked({ text, query, extra }: { text: string; query: string; extra?: string }) {
  const [before, hit, after] = highlight(text, query);
  return (
    <span className={styles.label}>
      <span className="truncate">
        {before}
        {hit !== '' && <mark>{hit}</mark>}
        {after}
      </span>
      {extra !== undefined && <small>{extra}</small>}
    </span>
  );
}
