import { ToolIcon } from '@/components/tool-icon';
import { leadingSession } from '@/lib/entries';
import type { Entry } from '@/lib/schemas';
import styles from './card.module.css';

/** What the agent does now: the verb in the text face, its object in the code face, and how far the plan is. */
export function LiveLine({ entry }: { entry: Entry }) {
  const session = leadingSession(entry);
  const activity = session?.activity ?? null;
  const plan = session?.plan ?? null;
  if (entry.kanbanColumn !== 'WORKING' || (activity === null && plan === null)) return null;
  const [verb = '', ...object] = (activity?.label ?? 'Working').split(' ');
  return (
    <div className={styles.live}>
      <ToolIcon kind={activity?.kind ?? 'think'} size={14} />
      <span className="truncate" title={activity?.label}>
        {verb} {object.length > 0 && <code>{object.join(' ')}</code>}
      </span>
      {plan !== null && plan.total > 0 && (
        <span className={styles.progress} title={`${plan.done} of ${plan.total} steps of the plan`}>
          {plan.done}/{plan.total}
        </span>
      )}
    </div>
  );
}
