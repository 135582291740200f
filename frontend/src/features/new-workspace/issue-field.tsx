import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { issuesQuery } from '@/lib/issues';
import type { Project } from '@/lib/schemas';
import { Field } from './field';
import styles from './new-workspace.module.css';
import type { WorkspaceForm } from './workspace-form';

interface IssueFieldProps {
  readonly project: Project;
  readonly issue: WorkspaceForm['issue'];
  readonly onChange: (issue: WorkspaceForm['issue']) => void;
}

const labelOf = (issue: { number: number; title: string }) => `#${issue.number} ${issue.title}`;

/** Chooses the issue a workspace is about: one of mine at first, any that words find. Nothing without GitHub. */
export function IssueField({ project, issue, onChange }: IssueFieldProps) {
  const [typed, setTyped] = useState('');
  const chosen = issue === null ? '' : labelOf(issue);
  const [words] = useDebouncedValue(typed === chosen ? '' : typed.trim(), 300);
  const mine = useQuery(issuesQuery(project.id)).data;
  const { data, isFetching } = useQuery({
    ...issuesQuery(project.id, words),
    placeholderData: keepPreviousData,
  });
  if ((mine === undefined || mine.problem !== null) && issue === null) return null;
  const found = (data?.issues ?? []).filter((each) => each.number !== issue?.number);
  const offered = issue === null ? found : [issue, ...found];
  return (
    <Field name="Issue">
      <Select
        className={styles.grow ?? ''}
        aria-label="From an issue"
        placeholder="None"
        searchable
        clearable
        maxDropdownHeight={260}
        nothingFoundMessage={isFetching ? 'Searching…' : (data?.problem?.message ?? 'No such open issue')}
        // GitHub has searched already.
        filter={({ options }) => options}
        data={offered.map((each) => ({ value: String(each.number), label: labelOf(each) }))}
        value={issue === null ? null : String(issue.number)}
        onChange={(value) => onChange(offered.find((each) => String(each.number) === value) ?? null)}
        searchValue={typed}
        onSearchChange={setTyped}
      />
    </Field>
  );
}
