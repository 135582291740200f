import styles from './welcome.module.css';

const TOOTH = 'M0 40V0l7.2 4.7v2.2H3v1.7h3.4v2.5H3V40z';
const TEETH = [
  { x: 0, y: 96 },
  { x: 92, y: 64 },
  { x: 184, y: 120 },
  { x: 276, y: 36, lit: true },
  { x: 368, y: 84 },
  { x: 460, y: 112 },
  { x: 552, y: 72 },
];

/** The factory's saw-tooth roof, one hall lit. */
export function Skyline() {
  return (
    <svg className={styles.sky} viewBox="0 0 640 300" preserveAspectRatio="xMidYMin slice" aria-hidden>
      {TEETH.map(({ x, y, lit }) => (
        <path
          key={x}
          fillRule="evenodd"
          fill={lit ? 'var(--hi-vis)' : 'var(--tooth)'}
          transform={`translate(${x} ${y}) scale(10.6)`}
          d={TOOTH}
        />
      ))}
    </svg>
  );
}
