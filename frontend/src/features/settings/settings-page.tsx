import { Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { AgentChecks } from '@/components/agent-checks';
import { Button } from '@/components/button';
import { Skeleton } from '@/components/empty-state';
import { PageBar } from '@/components/page-bar';
import { UsageChart } from '@/components/usage-chart';
import { api } from '@/lib/api-client';
import type { Permissions, Settings } from '@/lib/api-types';
import { describeError, notifyFailure, notifyInfo } from '@/lib/notify';
import { PERMISSIONS } from '@/lib/permissions';
import { agentsQuery, settingsQuery } from '@/lib/queries';
import type { Project } from '@/lib/schemas';
import { PauseAll } from './pause-all';
import { RatchetSettingsSection } from './ratchet-settings';
import styles from './settings-page.module.css';

export function SettingsPage({ project }: { project: Project | undefined }) {
  const settings = useQuery(settingsQuery);
  return (
    <>
      <PageBar title="Settings" />
      <div className={styles.page}>
        <div className={styles.inner}>
          <section className={styles.section}>
            <h2>New workspaces</h2>
            {settings.isPending && <Skeleton width="60%" />}
            {settings.error !== null && <p className={styles.problem}>{describeError(settings.error)}</p>}
            {settings.data !== undefined && <WorkspaceDefaults settings={settings.data} />}
          </section>
          <PauseAll />
          {project !== undefined && <RatchetSettingsSection key={project.id} project={project} />}
          <AgentChecks title="Agents" />
          {project !== undefined && (
            <section className={styles.section}>
              <h2>Usage of {project.name}</h2>
              <UsageChart owner="projects" id={project.id} />
            </section>
          )}
          {project !== undefined && (
            <section className={styles.section}>
              <h2>Under the hood</h2>
              <p>
                <Link className="link" to="/projects/$project/inspector" params={{ project: project.slug }}>
                  Snapshot inspector
                </Link>{' '}
                shows why each workspace is where it is, and what was sent of it.
              </p>
            </section>
          )}
          <SignOut />
        </div>
      </div>
    </>
  );
}

function WorkspaceDefaults({ settings }: { settings: Settings }) {
  const client = useQueryClient();
  const agents = useQuery(agentsQuery).data ?? [];
  const [prefix, setPrefix] = useState(settings.branchPrefix ?? '');
  const change = useMutation({
    mutationFn: (part: Partial<Settings>) => api.patch<Settings>('/api/settings', part),
    onMutate: (part) => client.setQueryData(settingsQuery.queryKey, { ...settings, ...part }),
    onSuccess: (saved) => {
      client.setQueryData(settingsQuery.queryKey, saved);
      notifyInfo('Saved', 'New workspaces use it from now on.');
    },
    onError: (error) => {
      client.setQueryData(settingsQuery.queryKey, settings);
      notifyFailure('The settings were not saved', error);
    },
  });
  const savePrefix = () => {
    const branchPrefix = prefix.trim() === '' ? null : prefix.trim();
    if (branchPrefix !== settings.branchPrefix) change.mutate({ branchPrefix });
  };
  return (
    <div className={styles.fields}>
      <Select
        label="Agent"
        description="Starts in a new workspace unless you choose another."
        placeholder="The first one found"
        clearable
        data={agents.map((agent) => ({ value: agent.name, label: agent.title, disabled: !agent.available }))}
        value={settings.defaultAgent}
        onChange={(defaultAgent) => change.mutate({ defaultAgent })}
      />
      <Select
        label="Permissions"
        description="What agents of new sessions may do without asking you."
        allowDeselect={false}
        data={PERMISSIONS.map(({ id, name, description }) => ({
          value: id,
          label: `${name}. ${description}`,
        }))}
        value={settings.defaultPermissions ?? 'STRICT'}
        onChange={(value) => change.mutate({ defaultPermissions: value as Permissions })}
      />
      <TextInput
        label="Branch prefix"
        description={`A workspace named “Fix the drift” works on ${prefix.trim()}fix-the-drift.`}
        placeholder="none"
        spellCheck={false}
        value={prefix}
        onChange={(event) => setPrefix(event.currentTarget.value)}
        onBlur={savePrefix}
        onKeyDown={(event) => event.key === 'Enter' && savePrefix()}
      />
    </div>
  );
}

function SignOut() {
  const signOut = useMutation({
    mutationFn: () => api.post('/api/sign-out'),
    onSuccess: () => window.location.assign('/'),
    onError: (error) => notifyFailure('You are still signed in', error),
  });
  return (
    <section className={styles.section}>
      <h2>This browser</h2>
      <div>
        <Button disabled={signOut.isPending} onClick={() => signOut.mutate()}>
          Sign out
        </Button>
      </div>
    </section>
  );
}
