import { IconTerminal2 } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import styles from './terminal.module.css';

export interface PanelTab {
  readonly name: string;
  readonly title: string;
  readonly icon?: ReactNode;
  readonly note?: string | undefined;
  /** Terminals can be renamed and closed; the other tabs stay. */
  readonly terminal: boolean;
}

interface PanelTabsProps {
  readonly tabs: readonly PanelTab[];
  readonly shown: readonly string[];
  readonly focused: string | undefined;
  readonly renaming: string | null;
  /** `enter`: the focus goes into what is chosen; with the arrow keys it stays on the tabs. */
  readonly onChoose: (name: string, enter: boolean) => void;
  readonly onRenaming: (name: string | null) => void;
  readonly onRename: (name: string, title: string) => void;
  readonly onClose: (name: string) => void;
}

function step(event: KeyboardEvent<HTMLElement>): number {
  return event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
}

export function PanelTabs(props: PanelTabsProps) {
  const { tabs, shown, focused, renaming, onChoose, onRenaming, onClose } = props;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, tab: PanelTab, index: number) => {
    const next = tabs[(index + step(event) + tabs.length) % tabs.length];
    if (step(event) !== 0 && next !== undefined) {
      onChoose(next.name, false);
      const all = event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('[role="tab"]');
      all?.[tabs.indexOf(next)]?.focus();
    } else if (event.key === 'F2' && tab.terminal) onRenaming(tab.name);
    else if (event.key === 'Delete' && tab.terminal) onClose(tab.name);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.tabList} role="tablist" aria-label="Terminals and dev server">
      {tabs.map((tab, index) =>
        renaming === tab.name ? (
          <NameField key={tab.name} {...props} tab={tab} />
        ) : (
          <button
            key={tab.name}
            type="button"
            role="tab"
            className={styles.tab}
            title={tab.terminal ? `${tab.title}, F2 renames, Delete closes` : tab.title}
            aria-selected={shown.includes(tab.name)}
            data-focused={shown.length > 1 && tab.name === focused}
            tabIndex={tab.name === focused ? 0 : -1}
            onClick={() => onChoose(tab.name, true)}
            onDoubleClick={() => tab.terminal && onRenaming(tab.name)}
            onAuxClick={(event) => event.button === 1 && tab.terminal && onClose(tab.name)}
            onKeyDown={(event) => onKeyDown(event, tab, index)}
          >
            {tab.icon ?? <IconTerminal2 size={14} stroke={1.75} aria-hidden />}
            <span className="truncate">{tab.title}</span>
            {tab.note !== undefined && <span className={styles.note}>{tab.note}</span>}
          </button>
        ),
      )}
    </div>
  );
}

function NameField({ tab, onRenaming, onRename }: PanelTabsProps & { tab: PanelTab }) {
  const [title, setTitle] = useState(tab.title);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const done = () => {
    onRenaming(null);
    if (title.trim() !== '' && title.trim() !== tab.title) onRename(tab.name, title.trim());
  };
  return (
    <input
      className={styles.nameField}
      aria-label="Name of the terminal"
      value={title}
      maxLength={60}
      ref={field}
      onChange={(event) => setTitle(event.target.value)}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onRenaming(null);
        else if (event.key === 'Enter') done();
      }}
    />
  );
}
