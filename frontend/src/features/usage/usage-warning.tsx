import { IconActivityHeartbeat } from '@tabler/icons-react';
import styles from './usage.module.css';
import { useUsage } from './use-usage';

/** Says in the header that the workspace uses more than it should; silent otherwise. */
export function UsageWarning({ workspaceId }: { workspaceId: string }) {
  const warnings = useUsage(workspaceId)?.warnings ?? [];
  if (warnings.length === 0) return null;
  const kinds = warnings.map(({ kind }) => (kind === 'CPU' ? 'CPU' : 'memory')).join(' and ');
  return (
    <span
      className={styles.chip}
      data-tone="attention"
      role="status"
      title={warnings.map(({ message }) => message).join('\n')}
    >
      <IconActivityHeartbeat size={14} stroke={1.85} aria-hidden />
      High {kinds}
    </span>
  );
}
