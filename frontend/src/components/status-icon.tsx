import type { ReactNode } from 'react';
import styles from './status-icon.module.css';

export type Tone = 'neutral' | 'working' | 'waiting' | 'attention' | 'success' | 'danger';
export type Shape =
  | 'ring'
  | 'arc'
  | 'clock'
  | 'alert'
  | 'question'
  | 'plan'
  | 'disc'
  | 'settled'
  | 'octagon'
  | 'closed';

const DIAMOND =
  'M7.15.95a1.2 1.2 0 0 1 1.7 0l6.2 6.2a1.2 1.2 0 0 1 0 1.7l-6.2 6.2a1.2 1.2 0 0 1-1.7 0l-6.2-6.2a1.2 1.2 0 0 1 0-1.7z';
const OCTAGON = 'M5.3 1.3h5.4l3.9 3.9v5.6l-3.9 3.9H5.3l-3.9-3.9V5.2z';

function diamond(glyph: string, width?: number): ReactNode {
  return (
    <>
      <path className={styles.fill} d={DIAMOND} />
      <path className={styles.glyph} d={glyph} {...(width === undefined ? {} : { strokeWidth: width })} />
    </>
  );
}

const SHAPES = {
  ring: <circle cx="8" cy="8" r="5.4" />,
  arc: (
    <>
      <path className={styles.spin} d="M8 2.4A5.6 5.6 0 1 1 2.4 8" />
      <circle className={styles.fill} cx="8" cy="8" r="2.1" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="5.8" strokeDasharray="2.55 2" strokeLinecap="butt" />
      <path d="M8 5.4V8.2l1.7 1.1" strokeWidth="1.5" />
    </>
  ),
  alert: diamond('M8 4.7v3.9M8 11.15v.01'),
  question: diamond('M6.35 6.1A1.7 1.7 0 1 1 8.9 7.6c-.6.36-.9.7-.9 1.3M8 11.15v.01', 1.5),
  plan: diamond('M5.9 6h4.2M4.9 8h6.2M5.9 10h4.2', 1.5),
  disc: (
    <>
      <circle className={styles.fill} cx="8" cy="8" r="6.6" />
      <path className={styles.glyph} d="M5.2 8.3l1.9 1.9 3.7-4.2" />
    </>
  ),
  settled: (
    <>
      <circle cx="8" cy="8" r="5.8" strokeWidth="1.4" />
      <path d="M5.6 8.2l1.6 1.6 3.2-3.6" strokeWidth="1.5" />
    </>
  ),
  octagon: (
    <>
      <path className={styles.fill} d={OCTAGON} />
      <path className={styles.glyph} d="M5.9 5.9l4.2 4.2M10.1 5.9l-4.2 4.2" />
    </>
  ),
  closed: (
    <>
      <circle cx="8" cy="8" r="5.8" strokeWidth="1.4" />
      <path d="M6 6l4 4M10 6l-4 4" strokeWidth="1.5" />
    </>
  ),
} as const satisfies Record<Shape, ReactNode>;

const SHAPE_OF_TONE = {
  neutral: 'ring',
  working: 'arc',
  waiting: 'clock',
  attention: 'alert',
  success: 'disc',
  danger: 'octagon',
} as const satisfies Record<Tone, Shape>;

const SHAPE_OF_CODE: Readonly<Record<string, Shape>> = {
  NEEDS_ANSWER: 'question',
  NEEDS_PLAN_APPROVAL: 'plan',
  MERGED: 'settled',
  PR_CLOSED: 'closed',
  ARCHIVED: 'closed',
};

interface StatusIconProps {
  readonly tone: Tone;
  readonly shape?: Shape | undefined;
  /** code of a status reason; some codes have a glyph of their own */
  readonly code?: string;
  /** Without a label the icon is decoration beside its word. */
  readonly label?: string;
  readonly size?: number;
}

export function StatusIcon({ tone, shape, code, label, size = 16 }: StatusIconProps) {
  const drawn = shape ?? (code === undefined ? undefined : SHAPE_OF_CODE[code]) ?? SHAPE_OF_TONE[tone];
  const naming = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden
    <svg
      className={styles.icon}
      viewBox="0 0 16 16"
      data-tone={tone}
      style={{ width: size, height: size }}
      {...naming}
    >
      {SHAPES[drawn]}
    </svg>
  );
}
