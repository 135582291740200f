import { Menu } from '@mantine/core';
import { IconCheck, IconPlus, IconSelector } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { LogoTile } from '@/components/logo-tile';
import { projectsQuery } from '@/lib/queries';
import type { Project } from '@/lib/schemas';
import styles from './sidebar.module.css';

export function ProjectSwitcher({ project }: { project: Project | undefined }) {
  const navigate = useNavigate();
  const projects = useQuery(projectsQuery).data ?? [];
  const name = project?.name ?? 'Factory Factory';
  return (
    <Menu position="bottom-start" width={264}>
      <Menu.Target>
        <button type="button" className={styles.switcher} aria-label={`Project ${name}, change`}>
          <LogoTile className={styles.logo} />
          <span className="truncate">{name}</span>
          <IconSelector size={14} stroke={1.85} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {projects.map((each) => (
          <Menu.Item
            key={each.id}
            onClick={() => void navigate({ to: '/projects/$project/board', params: { project: each.slug } })}
            rightSection={each.id === project?.id ? <IconCheck size={14} aria-label="shown" /> : null}
          >
            {each.name}
          </Menu.Item>
        ))}
        {projects.length > 0 && <Menu.Divider />}
        <Menu.Item
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => void navigate({ to: '/add-project' })}
        >
          Add a project
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
