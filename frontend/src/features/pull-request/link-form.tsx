import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/button';
import { api } from '@/lib/api-client';
import { describeError } from '@/lib/notify';
import { pullRequestPath } from '@/lib/pull-request';
import styles from './pull-request.module.css';

interface LinkFormProps {
  readonly workspaceId: string;
  readonly onCancel: () => void;
}

/** Links a pull request by its address. The snapshot brings it. */
export function LinkForm({ workspaceId, onCancel }: LinkFormProps) {
  const [url, setUrl] = useState('');
  const link = useMutation({ mutationFn: () => api.put(pullRequestPath(workspaceId), { url: url.trim() }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (url.trim() !== '' && !link.isPending) link.mutate();
  };
  return (
    <form className={styles.create} onSubmit={submit} aria-label="Link a pull request">
      <TextInput
        label="Address of the pull request"
        placeholder="https://github.com/owner/repository/pull/123"
        type="url"
        spellCheck={false}
        data-autofocus
        error={link.error === null ? null : describeError(link.error)}
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <div className={styles.boxEnd}>
        <Button variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" disabled={url.trim() === '' || link.isPending}>
          {link.isPending ? 'Linking…' : 'Link'}
        </Button>
      </div>
    </form>
  );
}
