import { Popover, TextInput } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/button';
import styles from './pull-request.module.css';
import { acts, parseLogins, useAct } from './use-pull-request';

interface RequestReviewProps {
  readonly workspaceId: string;
  readonly requested: readonly string[];
}

export function RequestReview({ workspaceId, requested }: RequestReviewProps) {
  const [opened, setOpened] = useState(false);
  const [text, setText] = useState('');
  const act = useAct(workspaceId);
  const logins = parseLogins(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (logins.length === 0) return;
    act.mutate(acts.requestReview(logins), {
      onSuccess: () => {
        setText('');
        setOpened(false);
      },
    });
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={280} shadow="lg" trapFocus>
      <Popover.Target>
        <Button size="small" variant="ghost" className={styles.end} onClick={() => setOpened(!opened)}>
          <IconUserPlus size={14} stroke={1.85} aria-hidden />
          Request review
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.popover ?? ''} aria-label="Request a review">
        <form className={styles.form} onSubmit={submit}>
          <TextInput
            label="Reviewers"
            description={requested.length === 0 ? 'GitHub logins' : `Already asked: ${requested.join(', ')}`}
            placeholder="mei-lin, rolandb"
            spellCheck={false}
            data-autofocus
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" variant="primary" disabled={logins.length === 0 || act.isPending}>
            {act.isPending ? 'Asking…' : 'Request'}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
