import type { ReactNode } from 'react';
import styles from './empty-state.module.css';
import { StatusIcon, type Tone } from './status-icon';

export function EmptyState({
  title,
  children,
  actions,
}: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

export function Skeleton({ width }: { width: string | number }) {
  return <span className={styles.skeleton} style={{ width }} aria-hidden />;
}

interface BannerProps {
  readonly tone: Tone;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

export function Banner({ tone, title, children, action }: BannerProps) {
  return (
    <div className={styles.banner} data-tone={tone} role="status">
      <StatusIcon tone={tone} />
      <span>
        <b>{title}</b> {children}
      </span>
      {action !== undefined && <span className={styles.bannerAction}>{action}</span>}
    </div>
  );
}
