import { Toggle } from '@/components/toggle';
import { useChangeRatchet } from '@/lib/ratchet';
import type { Entry } from '@/lib/schemas';

/** Auto-fix of one workspace, in its header. What is being sent is shown already. */
export function AutoFixSwitch({ entry }: { entry: Entry }) {
  const change = useChangeRatchet(entry.workspaceId);
  if (entry.ratchet === null) return null;
  const on = change.isPending ? change.variables.enabled === true : entry.ratchet.enabled;
  return (
    <Toggle
      label="Auto-fix"
      on={on}
      disabled={change.isPending}
      title={
        entry.ratchet.reason ?? 'Sends an agent when checks fail, reviewers ask for changes or it conflicts'
      }
      onChange={(enabled) => change.mutate({ enabled })}
    />
  );
}
