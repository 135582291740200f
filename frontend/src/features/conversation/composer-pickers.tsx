import { Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Choice, Permissions, Session } from '@/lib/api-types';
import { notifyFailure } from '@/lib/notify';
import { PERMISSIONS } from '@/lib/permissions';
import { sessionQuery } from '@/lib/queries';
import styles from './dock.module.css';

export function ComposerPickers({ session }: { session: Session }) {
  const client = useQueryClient();
  const key = sessionQuery(session.id).queryKey;
  const change = useMutation({
    mutationFn: (part: { mode?: string; model?: string; permissions?: Permissions }) =>
      api.patch<Session>(`/api/sessions/${session.id}`, part),
    onMutate: (part) => {
      client.setQueryData(key, (held) => held && { ...held, ...part });
      return { mode: session.mode, model: session.model, permissions: session.permissions };
    },
    onError: (error, _, before) => {
      client.setQueryData(key, (held) => held && { ...held, ...before });
      notifyFailure('The agent did not take the change', error);
    },
  });
  return (
    <>
      <Picker
        title="Permissions"
        choices={PERMISSIONS}
        chosen={session.permissions}
        onChoose={(permissions) => change.mutate({ permissions: permissions as Permissions })}
      />
      <Picker
        title="Mode"
        choices={session.modes}
        chosen={session.mode}
        onChoose={(mode) => change.mutate({ mode })}
      />
      <Picker
        title="Model"
        choices={session.models}
        chosen={session.model}
        onChoose={(model) => change.mutate({ model })}
      />
    </>
  );
}

interface PickerProps {
  readonly title: string;
  readonly choices: readonly Choice[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

function Picker({ title, choices, chosen, onChoose }: PickerProps) {
  if (choices.length === 0) return null;
  const name = choices.find((choice) => choice.id === chosen)?.name ?? title;
  return (
    <Menu position="top-start" width={280}>
      <Menu.Target>
        <button type="button" className={styles.pick} aria-label={`${title}: ${name}`} title={title}>
          <span className="truncate">{name}</span>
          <IconChevronDown size={12} stroke={2.1} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{title}</Menu.Label>
        {choices.map((choice) => (
          <Menu.Item
            key={choice.id}
            rightSection={choice.id === chosen ? <IconCheck size={14} aria-label="chosen" /> : null}
            onClick={() => onChoose(choice.id)}
          >
            {choice.name}
            {choice.description !== null && <div className="dim">{choice.description}</div>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
