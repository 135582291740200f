import { IconBolt, IconPlugConnectedX, IconRefresh, IconRobot, IconSettings } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import button from '@/components/button.module.css';
import type { Tone } from '@/components/status-icon';
import { ThemeToggle } from '@/components/theme-toggle';
import { runningAgents } from '@/lib/entries';
import type { ConnectionState } from '@/lib/live-connection';
import type { Entry } from '@/lib/schemas';
import { useConnectionState } from '@/lib/use-stomp-topic';
import { GitHubBudget } from './github-budget';
import styles from './sidebar.module.css';

const STATES = {
  connecting: { label: 'Connecting', tone: 'neutral', Icon: IconRefresh },
  live: { label: 'Live', tone: undefined, Icon: IconBolt },
  reconnecting: { label: 'Reconnecting', tone: 'attention', Icon: IconRefresh },
  offline: { label: 'Offline', tone: 'danger', Icon: IconPlugConnectedX },
} as const satisfies Record<
  ConnectionState,
  { label: string; tone: Tone | undefined; Icon: typeof IconBolt }
>;

export function SidebarFooter({ entries }: { entries: readonly Entry[] }) {
  const { label, tone, Icon } = STATES[useConnectionState()];
  const running = runningAgents(entries);
  return (
    <footer className={styles.foot}>
      <span className={styles.state} data-tone={tone}>
        <Icon size={14} stroke={1.85} aria-hidden />
        {label}
      </span>
      <span className={styles.state} title="Agents running in this project">
        <IconRobot size={14} stroke={1.85} aria-hidden />
        {running} running
      </span>
      <GitHubBudget entries={entries} />
      <span className={styles.footActions}>
        <ThemeToggle className={styles.theme} />
        <Link
          to="/settings"
          className={`${button.button} ${button.ghost} ${button.icon} ${button.small}`}
          aria-label="Settings"
          title="Settings"
        >
          <IconSettings size={16} stroke={1.75} aria-hidden />
        </Link>
      </span>
    </footer>
  );
}
