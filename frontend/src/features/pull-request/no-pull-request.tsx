import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { api } from '@/lib/api-client';
import { describeError } from '@/lib/notify';
import { pullRequestPath, pullRequestQuery } from '@/lib/pull-request';
import { branchesQuery } from '@/lib/queries';
import type { Entry } from '@/lib/schemas';
import { type CreateForm, firstForm, toCreate } from './create-form';
import { LinkForm } from './link-form';
import styles from './pull-request.module.css';

interface NoPullRequestProps {
  readonly entry: Entry;
  readonly projectId: string;
}

export function NoPullRequest({ entry, projectId }: NoPullRequestProps) {
  const [open, setOpen] = useState<'none' | 'create' | 'link'>('none');
  if (open === 'create') {
    return <CreateForms entry={entry} projectId={projectId} onCancel={() => setOpen('none')} />;
  }
  if (open === 'link') return <LinkForm workspaceId={entry.workspaceId} onCancel={() => setOpen('none')} />;
  return (
    <EmptyState
      title="No pull request yet"
      actions={
        <>
          <Button variant="primary" disabled={entry.status !== 'READY'} onClick={() => setOpen('create')}>
            Create pull request
          </Button>
          <Button onClick={() => setOpen('link')}>Link by URL</Button>
        </>
      }
    >
      One that is opened for {entry.branch ?? 'the branch'} on GitHub is found by itself. Here you can open
      one with what is committed so far.
    </EmptyState>
  );
}

function CreateForms({ entry, projectId, onCancel }: NoPullRequestProps & { onCancel: () => void }) {
  const client = useQueryClient();
  const [form, setForm] = useState<CreateForm>(() => firstForm(entry));
  const set = (part: Partial<CreateForm>) => setForm((held) => ({ ...held, ...part }));
  const branches = useQuery(branchesQuery(projectId)).data ?? [];
  const names = new Set(branches.map((branch) => branch.displayName.replace(/^origin\//, '')));
  if (form.base !== null) names.add(form.base);
  const create = useMutation({
    mutationFn: () => api.post(pullRequestPath(entry.workspaceId), toCreate(form)),
    onSuccess: () => client.invalidateQueries({ queryKey: pullRequestQuery(entry.workspaceId).queryKey }),
  });
  const request = toCreate(form);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (request !== null && !create.isPending) create.mutate();
  };
  return (
    <form className={styles.create} onSubmit={submit} aria-label="Create pull request">
      <TextInput
        label="Title"
        data-autofocus
        value={form.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <Textarea
        label="Description"
        description={
          entry.issue === null ? 'Markdown' : `Markdown. “Closes #${entry.issue.number}” is added by itself.`
        }
        autosize
        minRows={5}
        maxRows={16}
        value={form.body}
        onChange={(event) => set({ body: event.currentTarget.value })}
      />
      <Select
        label="Into"
        searchable
        allowDeselect={false}
        maxDropdownHeight={240}
        data={[...names].filter((name) => name !== entry.branch)}
        value={form.base}
        onChange={(base) => set({ base })}
      />
      <Checkbox
        label="As a draft"
        checked={form.draft}
        onChange={(event) => set({ draft: event.currentTarget.checked })}
      />
      {create.error !== null && (
        <p className={styles.problem} role="alert">
          {describeError(create.error)}
        </p>
      )}
      <div className={styles.boxEnd}>
        <Button variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" disabled={request === null || create.isPending}>
          {create.isPending ? 'Pushing and creating…' : 'Push and create'}
        </Button>
      </div>
    </form>
  );
}
