import { type KeyboardEvent, useState } from 'react';
import type { AgentCommand } from '@/lib/api-types';
import styles from './dock.module.css';

interface CommandListState {
  readonly shown: readonly AgentCommand[];
  readonly at: number;
  readonly choose: (command: AgentCommand) => void;
  /** true: the key was for the list */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
}

/** The agent's own commands, offered while the message is a slash and a beginning. */
export function useCommandList(
  commands: readonly AgentCommand[],
  draft: string,
  onDraft: (text: string) => void,
): CommandListState {
  const [at, setAt] = useState(0);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const begun = /^\/(\S*)$/.exec(draft)?.[1];
  const shown =
    begun === undefined || dismissed === draft
      ? []
      : commands.filter((command) => command.name.startsWith(begun));
  const index = Math.min(at, shown.length - 1);
  const choose = (command: AgentCommand) => {
    onDraft(`/${command.name} `);
    setAt(0);
  };
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const current = shown[index];
    if (current === undefined) return false;
    if (event.key === 'ArrowDown') setAt((index + 1) % shown.length);
    else if (event.key === 'ArrowUp') setAt((index + shown.length - 1) % shown.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(current);
    else if (event.key === 'Escape') setDismissed(draft);
    else return false;
    event.preventDefault();
    return true;
  };
  return { shown, at: index, choose, onKeyDown };
}

export function CommandList({ list }: { list: CommandListState }) {
  if (list.shown.length === 0) return null;
  return (
    <div className={styles.commands} role="listbox" aria-label="Commands">
      {list.shown.map((command, index) => (
        <button
          key={command.name}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={index === list.at}
          className={styles.command}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => list.choose(command)}
        >
          <code>/{command.name}</code>
          <span className="truncate">{command.description ?? command.hint}</span>
        </button>
      ))}
    </div>
  );
}
