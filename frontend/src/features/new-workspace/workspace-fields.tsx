import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CommandLine } from '@/components/command-line';
import type { Branch, Permissions } from '@/lib/api-types';
import { PERMISSIONS } from '@/lib/permissions';
import { agentsQuery, branchesQuery, settingsQuery } from '@/lib/queries';
import type { Project } from '@/lib/schemas';
import { Field } from './field';
import { IssueField } from './issue-field';
import styles from './new-workspace.module.css';
import type { WorkspaceForm } from './workspace-form';

interface WorkspaceFieldsProps {
  readonly project: Project;
  readonly form: WorkspaceForm;
  readonly onChange: (part: Partial<WorkspaceForm>) => void;
}

function branchItems(branches: readonly Branch[], onlyFree: boolean) {
  const item = (branch: Branch) => ({
    value: branch.name,
    label:
      onlyFree && branch.checkedOutAt !== null ? `${branch.displayName} (checked out)` : branch.displayName,
    disabled: onlyFree && branch.checkedOutAt !== null,
  });
  const of = (kind: Branch['kind']) => branches.filter((branch) => branch.kind === kind).map(item);
  return [
    { group: 'Local', items: of('local') },
    { group: 'Remote', items: of('remote') },
  ].filter((group) => group.items.length > 0);
}

function namePlaceholder({ issue, prompt, from }: WorkspaceForm): string {
  if (issue !== null) return issue.title;
  return prompt.trim() === '' && from === 'new' ? 'Needed without a prompt' : 'From the prompt';
}

export function WorkspaceFields({ project, form, onChange }: WorkspaceFieldsProps) {
  const branches = useQuery(branchesQuery(project.id)).data ?? [];
  const existing = form.from === 'existing';
  return (
    <dl className={styles.fields}>
      <IssueField project={project} issue={form.issue} onChange={(issue) => onChange({ issue })} />
      <Field name="Name">
        <TextInput
          className={styles.grow ?? ''}
          aria-label="Name"
          placeholder={namePlaceholder(form)}
          value={form.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
      </Field>
      <Field name="Branch">
        <SegmentedControl
          aria-label="Branch"
          size="xs"
          value={form.from}
          onChange={(from) => onChange({ from: from === 'existing' ? 'existing' : 'new' })}
          data={[
            { value: 'new', label: 'New' },
            { value: 'existing', label: 'Existing' },
          ]}
        />
        {!existing && <span className={styles.hint}>from</span>}
        <Select
          className={styles.grow ?? ''}
          aria-label={existing ? 'Existing branch' : 'Base branch'}
          placeholder={existing ? 'Choose a branch' : (project.defaultBranch ?? 'default branch')}
          searchable
          nothingFoundMessage="No such branch"
          maxDropdownHeight={260}
          clearable
          data={branchItems(branches, existing)}
          value={existing ? form.branch : form.baseBranch}
          onChange={(value) => onChange(existing ? { branch: value } : { baseBranch: value })}
        />
      </Field>
      <AgentField form={form} onChange={onChange} />
    </dl>
  );
}

function AgentField({ form, onChange }: Omit<WorkspaceFieldsProps, 'project'>) {
  const agents = useQuery(agentsQuery).data ?? [];
  const settings = useQuery(settingsQuery).data;
  const preferred = settings?.defaultAgent;
  const usualPermissions = settings?.defaultPermissions ?? 'STRICT';
  const usual = agents.find((agent) => agent.name === preferred) ?? agents.find((agent) => agent.available);
  const missing = agents.filter((agent) => !agent.available && agent.problem !== null);
  return (
    <>
      <Field name="Agent">
        <Select
          className={styles.grow ?? ''}
          aria-label="Agent"
          placeholder={usual?.title ?? 'No agent found'}
          data={agents.map((agent) => ({
            value: agent.name,
            label: agent.available ? agent.title : `${agent.title} (not available)`,
            disabled: !agent.available,
          }))}
          clearable
          value={form.agent}
          onChange={(agent) => onChange({ agent })}
        />
        <Select
          aria-label="Permissions"
          w={128}
          allowDeselect={false}
          comboboxProps={{ width: 360, position: 'bottom-end' }}
          data={PERMISSIONS.map(({ id, name }) => ({ value: id, label: name }))}
          renderOption={({ option }) => (
            <span>
              {option.label}
              <span className="dim"> {PERMISSIONS.find(({ id }) => id === option.value)?.description}</span>
            </span>
          )}
          value={form.permissions ?? usualPermissions}
          onChange={(value) => onChange({ permissions: value as Permissions })}
        />
      </Field>
      {missing.length > 0 && (
        <Field name="">
          <details className={styles.missing}>
            <summary>{missing.map((agent) => agent.title).join(', ')} not available</summary>
            {missing.map((agent) => (
              <div key={agent.name}>
                <p>
                  <b>{agent.title}:</b> {agent.problem?.message}
                </p>
                {agent.problem?.fix != null && <CommandLine command={agent.problem.fix} copyable />}
              </div>
            ))}
          </details>
        </Field>
      )}
    </>
  );
}
