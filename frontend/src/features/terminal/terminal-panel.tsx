import {
  IconArrowsDiagonal,
  IconArrowsDiagonalMinimize2,
  IconChevronDown,
  IconChevronUp,
  IconPlus,
} from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { IconButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { MOD } from '@/lib/shell';
import { PanelMenu } from './panel-menu';
import { type PanelTab, PanelTabs } from './panel-tabs';
import { shownTabs, useShownTabs, withBeside, withChosen } from './shown-tabs';
import styles from './terminal.module.css';
import { useTerminalChoices } from './terminal-choices';
import { useTerminalActions } from './use-terminals';

/** The emulator is the page's largest part: it comes, with its font, when a terminal is shown. */
const TerminalScreen = lazy(async () => {
  const [module] = await Promise.all([
    import('./terminal-screen'),
    document.fonts?.load('12px "JetBrains Mono"').catch(() => []),
  ]);
  return { default: module.TerminalScreen };
});

export interface ExtraTab extends Omit<PanelTab, 'terminal'> {
  readonly content: () => ReactNode;
}

interface TerminalPanelProps {
  readonly workspaceId: string;
  readonly terminals: readonly { readonly terminalId: string; readonly name: string }[];
  readonly extra: readonly ExtraTab[];
  /** Whether the workspace is in a state in which something may start. */
  readonly canOpen: boolean;
  readonly phone: boolean;
  readonly open: boolean;
  readonly maximised: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onMaximise: () => void;
  readonly onLink: (address: string) => void;
}

/** What the panel shows, and what can be done to it. */
function usePanel({ workspaceId, terminals, extra, onOpen }: TerminalPanelProps) {
  const [stored, setStored] = useShownTabs(workspaceId);
  const [lastFocused, setFocused] = useState<string>();
  const [entered, setEntered] = useState<string | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const [searching, setSearching] = useState<string | null>(null);
  const actions = useTerminalActions(workspaceId);
  const tabs: PanelTab[] = [
    ...terminals.map(({ terminalId, name }) => ({ name: terminalId, title: name, terminal: true })),
    ...extra.map((tab) => ({ ...tab, terminal: false })),
  ];
  const shown = shownTabs(
    stored,
    tabs.map(({ name }) => name),
  );
  const focused = shown.find((name) => name === lastFocused) ?? shown[0];
  const show = (names: readonly string[], name: string, enter: boolean) => {
    setStored(names);
    setFocused(name);
    setEntered(enter ? name : null);
    onOpen(true);
  };
  const add = (place: typeof withChosen) =>
    actions.open.mutate(undefined, { onSuccess: ({ id }) => show(place(shown, focused, id), id, true) });
  return {
    tabs,
    shown,
    focused,
    entered,
    renaming,
    searching,
    setFocused,
    setEntered,
    setRenaming,
    setSearching,
    choose: (name: string, enter: boolean) => show(withChosen(shown, focused, name), name, enter),
    add: () => add(withChosen),
    split: () => add(withBeside),
    unsplit: () => setStored(focused === undefined ? [] : [focused]),
    rename: (id: string, name: string) => actions.rename.mutate({ id, name }),
    close: (id: string) => actions.close.mutate(id),
    opening: actions.open.isPending,
  };
}

/** The workspace's terminals, and beside them whatever else belongs at the bottom. */
export function TerminalPanel(props: TerminalPanelProps) {
  const { extra, canOpen, phone, open, maximised, onOpen, onMaximise, onLink } = props;
  const panel = usePanel(props);
  const settings = useTerminalChoices();
  const bar = useRef<HTMLDivElement>(null);
  const focusedTab = panel.tabs.find(({ name }) => name === panel.focused);
  const terminal = focusedTab?.terminal === true;
  const leave = () => bar.current?.querySelector<HTMLElement>('[role="tab"][tabindex="0"]')?.focus();

  return (
    <section className={styles.panel} aria-label="Terminals" data-phone={phone}>
      <div className={styles.bar} ref={bar}>
        <PanelTabs
          tabs={panel.tabs}
          shown={open ? panel.shown : []}
          focused={panel.focused}
          renaming={panel.renaming}
          onChoose={panel.choose}
          onRenaming={panel.setRenaming}
          onRename={panel.rename}
          onClose={panel.close}
        />
        {canOpen && (
          <IconButton size="small" label="New terminal" disabled={panel.opening} onClick={panel.add}>
            <IconPlus size={16} stroke={1.75} aria-hidden />
          </IconButton>
        )}
        <span className={styles.end}>
          {open && (
            <PanelMenu
              terminal={terminal}
              canOpen={canOpen && !phone}
              split={panel.shown.length > 1}
              settings={settings}
              onSearch={() => panel.setSearching(panel.focused ?? null)}
              onSplit={panel.shown.length > 1 ? panel.unsplit : panel.split}
              onRename={() => panel.setRenaming(panel.focused ?? null)}
              onClose={() => panel.focused !== undefined && panel.close(panel.focused)}
            />
          )}
          {!phone && <PanelSize {...{ open, maximised, onOpen, onMaximise }} />}
        </span>
      </div>
      {open && (
        <div className={styles.screens}>
          {panel.shown.length === 0 && (
            <EmptyState title="No terminal">The workspace is not ready.</EmptyState>
          )}
          {panel.shown.map((name) => {
            const other = extra.find((tab) => tab.name === name);
            return (
              <div key={name} className={styles.cell} data-focused={name === panel.focused}>
                {other?.content() ?? (
                  <Suspense fallback={<div className={styles.host} />}>
                    <TerminalScreen
                      terminalId={name}
                      name={panel.tabs.find((tab) => tab.name === name)?.title ?? 'Terminal'}
                      choices={settings.choices}
                      phone={phone}
                      focused={panel.entered === name}
                      searching={panel.searching === name}
                      onSearch={(searching) => panel.setSearching(searching ? name : null)}
                      onLeave={leave}
                      onFocus={() => panel.setFocused(name)}
                      onLink={onLink}
                    />
                  </Suspense>
                )}
              </div>
            );
          })}
        </div>
      )}
    </section>
  );
}

type SizeProps = Pick<TerminalPanelProps, 'open' | 'maximised' | 'onOpen' | 'onMaximise'>;

function PanelSize({ open, maximised, onOpen, onMaximise }: SizeProps) {
  const Size = maximised ? IconArrowsDiagonalMinimize2 : IconArrowsDiagonal;
  const Hide = open ? IconChevronDown : IconChevronUp;
  return (
    <>
      <IconButton size="small" label={maximised ? 'Restore the size' : 'Maximise'} onClick={onMaximise}>
        <Size size={16} stroke={1.75} aria-hidden />
      </IconButton>
      <IconButton
        size="small"
        label={open ? 'Hide terminals' : 'Show terminals'}
        hint={`${MOD}J`}
        onClick={() => onOpen(!open)}
      >
        <Hide size={16} stroke={1.75} aria-hidden />
      </IconButton>
    </>
  );
}
