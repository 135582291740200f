import { useQuery } from '@tanstack/react-query';
import wordmark from '@/assets/wordmark-dark.svg';
import { AgentChecks } from '@/components/agent-checks';
import { SidebarButton } from '@/components/page-bar';
import { ThemeToggle } from '@/components/theme-toggle';
import { projectsQuery } from '@/lib/queries';
import { AddProjectForm } from './add-project-form';
import { Skyline } from './skyline';
import styles from './welcome.module.css';

const NEXT = [
  { what: 'Create a workspace', about: 'A branch, a worktree and an agent, from one prompt', keys: 'N' },
  { what: 'Watch the board', about: 'Cards move by themselves', keys: 'G B' },
  { what: 'Answer what needs you', about: 'Permissions, questions, plans', keys: 'G N' },
];

export function WelcomePage() {
  const projects = useQuery(projectsQuery).data ?? [];
  const first = projects.every((project) => project.state !== 'READY');
  return (
    <div className={`${styles.page} ${first ? '' : styles.plain}`}>
      {first && (
        <section className={styles.side}>
          <img src={wordmark} alt="Factory Factory" height="24" />
          <p className={styles.big}>
            Many agents at work. <em>One place to answer them.</em>
          </p>
          <Skyline />
        </section>
      )}
      <section className={styles.main}>
        <div className={styles.inner}>
          <div className={styles.titleLine}>
            {!first && <SidebarButton />}
            <h1 className={styles.title}>{first ? 'Ready in a minute' : 'Add a project'}</h1>
            <ThemeToggle />
          </div>
          <AgentChecks />
          <section className={styles.section} style={{ gap: 8 }}>
            <h2 style={{ padding: 0 }}>
              {first ? 'Your first project' : 'Project'} <span>a git repository</span>
            </h2>
            <AddProjectForm />
          </section>
          <section className={`${styles.section} not-phone`}>
            <h2>Then</h2>
            {NEXT.map(({ what, about, keys }) => (
              <div key={what} className={styles.row}>
                <b className={styles.wide}>{what}</b>
                <span className={`${styles.about} truncate`}>{about}</span>
                <kbd>{keys}</kbd>
              </div>
            ))}
          </section>
        </div>
      </section>
    </div>
  );
}
