import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { Ref } from 'react';
import styles from './inspector.module.css';

/** What a phone shows of the page at a time. */
export type Part = 'entries' | 'project';

interface InspectorToolbarProps {
  readonly text: string;
  readonly shown: number;
  readonly all: number;
  readonly part: Part;
  readonly search: Ref<HTMLInputElement>;
  readonly onText: (text: string) => void;
  readonly onPart: (part: Part) => void;
}

export function InspectorToolbar(props: InspectorToolbarProps) {
  return (
    <div className={styles.toolbar}>
      <div className={`${styles.parts} only-phone`} role="tablist" aria-label="Part of the page">
        {(['entries', 'project'] as const).map((part) => (
          <button
            key={part}
            type="button"
            role="tab"
            aria-selected={props.part === part}
            onClick={() => props.onPart(part)}
          >
            {part === 'entries' ? 'Entries' : 'Project'}
          </button>
        ))}
      </div>
      <TextInput
        ref={props.search}
        className={styles.filter ?? ''}
        size="xs"
        aria-label="Filter"
        placeholder="Filter  /"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={props.text}
        onChange={(event) => props.onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <span className={styles.shown}>{`${props.shown} of ${props.all}`}</span>
    </div>
  );
}
