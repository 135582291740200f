import { Tag } from '@/components/tag';
import { plural } from '@/lib/format';
import type { ClassifiedCheck } from '@/lib/ratchet';
import { classLook } from './event-look';
import styles from './timeline.module.css';

const TESTS_SHOWN = 5;

/** Why a check failed, and the lines of its log that say so. */
export function Classified({ check }: { check: ClassifiedCheck }) {
  const { word, tone } = classLook(check.class);
  const tests = check.failedTests.slice(0, TESTS_SHOWN);
  const more = check.failedTests.length - tests.length;
  return (
    <div className={styles.check}>
      <div className={styles.checkHead}>
        <code className="truncate" title={check.name}>
          {check.name}
        </code>
        <Tag tone={tone}>{word}</Tag>
      </div>
      {check.reason !== null && <p>{check.reason}</p>}
      {tests.length > 0 && (
        <ul className={styles.tests} aria-label="Failed tests">
          {tests.map((test) => (
            <li key={test}>{test}</li>
          ))}
          {more > 0 && <li>and {more} more</li>}
        </ul>
      )}
      {check.evidence.length > 0 && (
        <details className={styles.evidence}>
          <summary>{plural(check.evidence.length, 'line')} of evidence</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <pre tabIndex={0}>{check.evidence.join('\n')}</pre>
        </details>
      )}
    </div>
  );
}
