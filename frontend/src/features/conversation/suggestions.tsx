import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { api, query } from '@/lib/api-client';
import type { AgentCommand } from '@/lib/api-types';
import styles from './dock.module.css';

/** Something to complete what is being typed. */
interface Suggestion {
  readonly key: string;
  readonly text: string;
  readonly note: string | null;
}

export interface Suggestions {
  readonly label: string;
  readonly shown: readonly Suggestion[];
  readonly at: number;
  readonly choose: (suggestion: Suggestion) => void;
  /** true: the key was for the list */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
}

const TYPING = 100;
const BEGUN_FILE = /(?:^|\s)@(\S*)$/;
const BEGUN_COMMAND = /^\/(\S*)$/;

const filesQuery = (workspaceId: string, text: string | undefined) =>
  queryOptions<readonly { readonly path: string }[]>({
    queryKey: ['mentioned-files', workspaceId, text],
    queryFn:
      text === undefined
        ? skipToken
        : ({ signal }) =>
            api.get(`/api/workspaces/${workspaceId}/files${query({ query: text, limit: 20 })}`, signal),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });

interface SuggestionsOptions {
  readonly workspaceId: string;
  readonly commands: readonly AgentCommand[];
  readonly draft: string;
  readonly onDraft: (text: string) => void;
}

/** The agent's commands after a slash that begins the message, the worktree's files after an at sign. */
export function useSuggestions({ workspaceId, commands, draft, onDraft }: SuggestionsOptions): Suggestions {
  const [at, setAt] = useState(0);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const command = BEGUN_COMMAND.exec(draft)?.[1];
  const file = BEGUN_FILE.exec(draft)?.[1];
  const [settled] = useDebouncedValue(file, TYPING);
  const files = useQuery(filesQuery(workspaceId, settled)).data ?? [];

  const offered = (): readonly Suggestion[] => {
    if (dismissed === draft) return [];
    if (command !== undefined) {
      return commands
        .filter(({ name }) => name.startsWith(command))
        .map(({ name, description, hint }) => ({ key: name, text: `/${name}`, note: description ?? hint }));
    }
    return file === undefined ? [] : files.map(({ path }) => ({ key: path, text: `@${path}`, note: null }));
  };
  const shown = offered();
  const index = Math.min(at, shown.length - 1);
  const choose = ({ text }: Suggestion) => {
    onDraft(`${draft.slice(0, draft.length - (command ?? file ?? '').length - 1)}${text} `);
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
  return { label: command === undefined ? 'Files' : 'Commands', shown, at: index, choose, onKeyDown };
}

/** The files of the worktree that a text mentions, each once. */
export function mentionedFiles(text: string): string[] {
  return [...new Set([...text.matchAll(/(?:^|\s)@(\S+)/g)].map((found) => found[1] ?? ''))];
}

export function SuggestionList({ list }: { list: Suggestions }) {
  if (list.shown.length === 0) return null;
  return (
    <div className={styles.commands} role="listbox" aria-label={list.label}>
      {list.shown.map((suggestion, index) => (
        <button
          key={suggestion.key}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={index === list.at}
          className={styles.command}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => list.choose(suggestion)}
        >
          <code>{suggestion.text}</code>
          {suggestion.note !== null && <span className="truncate">{suggestion.note}</span>}
        </button>
      ))}
    </div>
  );
}
