import { TextInput } from '@mantine/core';
import { IconFolder } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { Button } from '@/components/button';
import { api } from '@/lib/api-client';
import { withProject } from '@/lib/feeds';
import { projectsQuery } from '@/lib/queries';
import type { Project } from '@/lib/schemas';
import { CloneProgress } from './clone-progress';
import { ProblemNote } from './problem-note';
import { isGitUrl, problemOf } from './project-problems';
import styles from './welcome.module.css';

export function AddProjectForm() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [source, setSource] = useState('');
  const [cloningId, setCloningId] = useState<string | null>(null);
  const projects = useQuery(projectsQuery).data ?? [];
  // After a reload a clone that still runs is found again.
  const cloning = projects.find((project) =>
    cloningId === null ? project.state === 'CLONING' : project.id === cloningId,
  );
  const add = useMutation({
    mutationFn: (text: string) =>
      api.post<Project>('/api/projects', isGitUrl(text) ? { gitUrl: text } : { path: text }),
    onSuccess: (project) => {
      client.setQueryData(projectsQuery.queryKey, (held = []) => withProject(held, project));
      setCloningId(project.id);
    },
  });

  useEffect(() => {
    if (cloningId !== null && cloning?.state === 'READY') {
      void navigate({ to: '/projects/$project/board', params: { project: cloning.slug } });
    }
  }, [cloningId, cloning?.state, cloning?.slug, navigate]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (source.trim() !== '' && !add.isPending) add.mutate(source.trim());
  };
  return (
    <>
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          aria-label="Folder or git address"
          placeholder="~/code/my-project or https://github.com/owner/name.git"
          leftSection={<IconFolder size={16} stroke={1.75} aria-hidden />}
          autoFocus
          spellCheck={false}
          autoCapitalize="off"
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        <Button type="submit" variant="primary" size="large" disabled={source.trim() === '' || add.isPending}>
          {add.isPending ? 'Adding…' : 'Add project'}
        </Button>
      </form>
      {add.error !== null && <ProblemNote problem={problemOf(add.error)} />}
      {cloning !== undefined && cloning.state !== 'READY' && <CloneProgress project={cloning} />}
      {add.error === null && cloning === undefined && (
        <p className={styles.hint}>
          A folder on the machine that runs the server, or an address to clone from.
        </p>
      )}
    </>
  );
}
