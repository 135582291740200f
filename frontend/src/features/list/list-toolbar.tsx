import { Menu, Switch, TextInput } from '@mantine/core';
import { IconCheck, IconChevronDown, IconColumns3, IconSearch } from '@tabler/icons-react';
import type { Ref } from 'react';
import { Button } from '@/components/button';
import styles from './list.module.css';
import { type ColumnName, type Filter, LIST_COLUMNS } from './list-columns';

interface ListToolbarProps {
  readonly filter: Filter;
  readonly reasons: readonly string[];
  readonly agents: readonly string[];
  readonly hidden: readonly ColumnName[];
  readonly shown: string;
  readonly archived: boolean;
  readonly search: Ref<HTMLInputElement>;
  readonly onFilter: (part: Partial<Filter>) => void;
  readonly onHide: (hidden: readonly ColumnName[]) => void;
  readonly onArchived: (archived: boolean) => void;
}

function toggled<Value>(values: readonly Value[], value: Value): Value[] {
  return values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
}

export function ListToolbar(props: ListToolbarProps) {
  const { filter, hidden, archived, onFilter } = props;
  return (
    <div className={styles.toolbar}>
      <TextInput
        ref={props.search}
        className={styles.filter ?? ''}
        size="xs"
        aria-label="Filter"
        placeholder="Filter  /"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={filter.text}
        onChange={(event) => onFilter({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      {!archived && (
        <>
          <ChoiceMenu
            title="Status"
            choices={props.reasons}
            chosen={filter.reasons}
            onToggle={(reason) => onFilter({ reasons: toggled(filter.reasons, reason) })}
          />
          <ChoiceMenu
            title="Agent"
            choices={props.agents}
            chosen={filter.agents}
            onToggle={(agent) => onFilter({ agents: toggled(filter.agents, agent) })}
          />
        </>
      )}
      <span className={styles.spacer} />
      <span className={`${styles.shown} not-phone`}>{props.shown}</span>
      <Switch
        size="xs"
        label="Archived"
        checked={archived}
        onChange={(event) => props.onArchived(event.currentTarget.checked)}
      />
      {!archived && (
        <span className="not-phone">
          <ChoiceMenu
            title="Columns"
            icon
            choices={LIST_COLUMNS.filter((column) => !column.fixed).map((column) => column.title)}
            chosen={LIST_COLUMNS.filter((column) => !hidden.includes(column.name)).map(
              (column) => column.title,
            )}
            onToggle={(title) => {
              const column = LIST_COLUMNS.find((each) => each.title === title);
              if (column) props.onHide(toggled(hidden, column.name));
            }}
          />
        </span>
      )}
    </div>
  );
}

interface ChoiceMenuProps {
  readonly title: string;
  readonly icon?: boolean;
  readonly choices: readonly string[];
  readonly chosen: readonly string[];
  readonly onToggle: (choice: string) => void;
}

function ChoiceMenu({ title, icon = false, choices, chosen, onToggle }: ChoiceMenuProps) {
  return (
    <Menu closeOnItemClick={false} position="bottom-start">
      <Menu.Target>
        <Button size="small" variant="ghost" disabled={choices.length === 0}>
          {icon && <IconColumns3 size={14} stroke={1.85} aria-hidden />}
          {title}
          {!icon && chosen.length > 0 && <b>{chosen.length}</b>}
          {!icon && <IconChevronDown size={12} stroke={2.1} aria-hidden />}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice) => (
          <Menu.Item
            key={choice}
            role="menuitemcheckbox"
            aria-checked={chosen.includes(choice)}
            leftSection={
              <IconCheck size={14} aria-hidden style={{ opacity: chosen.includes(choice) ? 1 : 0 }} />
            }
            onClick={() => onToggle(choice)}
          >
            {choice}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
