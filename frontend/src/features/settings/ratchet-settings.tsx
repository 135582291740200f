import { Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Skeleton } from '@/components/empty-state';
import { Toggle } from '@/components/toggle';
import { api } from '@/lib/api-client';
import { describeError, notifyFailure } from '@/lib/notify';
import { PERMISSIONS } from '@/lib/permissions';
import {
  type RatchetSettings,
  type ReviewMode,
  ratchetSettingsQuery,
  ratchetSettingsSchema,
} from '@/lib/ratchet';
import type { Project } from '@/lib/schemas';
import { LimitFields } from './limit-fields';
import styles from './settings-page.module.css';

const REVIEW_MODES = [
  { value: 'CHANGES_REQUESTED', label: 'When changes are requested' },
  { value: 'ALL_FEEDBACK', label: 'On every remark of a reviewer' },
  { value: 'OFF', label: 'Never' },
] as const satisfies readonly { value: ReviewMode; label: string }[];

const MERGE_METHODS = [
  { value: 'SQUASH', label: 'Squash and merge' },
  { value: 'MERGE', label: 'Merge commit' },
  { value: 'REBASE', label: 'Rebase and merge' },
] as const;

type Change = Partial<RatchetSettings>;

/** Changes are shown at once and taken back when they are refused. */
function useChangeSettings(projectId: string) {
  const client = useQueryClient();
  const { queryKey } = ratchetSettingsQuery(projectId);
  return useMutation({
    mutationFn: async (part: Change) =>
      ratchetSettingsSchema.parse(await api.patch(`/api/projects/${projectId}/ratchet`, part)),
    onMutate: (part) => {
      const before = client.getQueryData(queryKey);
      if (before !== undefined) client.setQueryData(queryKey, { ...before, ...part });
      return { before };
    },
    onSuccess: (saved) => client.setQueryData(queryKey, saved),
    onError: (error, _, held) => {
      client.setQueryData(queryKey, held?.before);
      notifyFailure('The settings were not saved', error);
    },
  });
}

/** How far auto-fix goes by itself in one project. */
export function RatchetSettingsSection({ project }: { project: Project }) {
  const { data, error } = useQuery(ratchetSettingsQuery(project.id));
  const change = useChangeSettings(project.id);
  return (
    <section className={styles.section} aria-label="Auto-fix of the project">
      <h2>Auto-fix in {project.name}</h2>
      {data === undefined && error === null && <Skeleton width="60%" />}
      {error !== null && <p className={styles.problem}>{describeError(error)}</p>}
      {data !== undefined && <Fields settings={data} onChange={change.mutate} />}
    </section>
  );
}

function Fields({ settings, onChange }: { settings: RatchetSettings; onChange: (part: Change) => void }) {
  return (
    <div className={styles.fields}>
      <Line
        label="On in new workspaces"
        hint="An agent is sent when checks fail, reviewers ask for changes or the branch conflicts."
        on={settings.enabledByDefault}
        onChange={(enabledByDefault) => onChange({ enabledByDefault })}
      />
      <Select
        label="Reviews are worked on"
        allowDeselect={false}
        data={REVIEW_MODES}
        value={settings.reviewMode}
        onChange={(value) => onChange({ reviewMode: value as ReviewMode })}
      />
      <Line
        label="Answer reviewers"
        hint="Writes below a thread what was done about it."
        on={settings.replyToReviews}
        onChange={(replyToReviews) => onChange({ replyToReviews })}
      />
      <Line
        label="Fix failures of unknown cause"
        hint="Also sends an agent when nothing in the log says why a check failed."
        on={settings.fixUnknown}
        onChange={(fixUnknown) => onChange({ fixUnknown })}
      />
      <Select
        label="What its agents may do without asking"
        description="Nobody is there to answer while they work: with less than everything they wait for you."
        allowDeselect={false}
        data={PERMISSIONS.map((it) => ({ value: it.id, label: it.name }))}
        value={settings.permissions}
        onChange={(value) => onChange({ permissions: value as RatchetSettings['permissions'] })}
      />
      <Line
        label="Auto-merge"
        hint="Merges by itself once checks have passed and reviewers agree. Off unless you trust them alone."
        on={settings.autoMerge}
        onChange={(autoMerge) => onChange({ autoMerge })}
      />
      <Select
        label="Merges by"
        allowDeselect={false}
        placeholder="What the repository allows first"
        data={MERGE_METHODS}
        value={settings.mergeMethod}
        onChange={(value) => onChange({ mergeMethod: value as RatchetSettings['mergeMethod'] })}
      />
      <LimitFields limits={settings.limits} onChange={(limits) => onChange({ limits })} />
    </div>
  );
}

interface LineProps {
  readonly label: string;
  readonly hint: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

function Line({ label, hint, on, onChange }: LineProps) {
  return (
    <div className={styles.switch}>
      <Toggle label={label} on={on} onChange={onChange} />
      <p className={styles.hint}>{hint}</p>
    </div>
  );
}
