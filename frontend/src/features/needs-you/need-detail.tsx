import { IconAlertTriangle } from '@tabler/icons-react';
import { AnswerButton } from '@/components/answer-button';
import { Button } from '@/components/button';
import { CommandLine } from '@/components/command-line';
import type { Need } from '@/lib/schemas';
import { useEntry } from '@/lib/snapshot';
import { isRejection } from '@/lib/workspace-actions';
import { type NeedActions, stepOf } from './need-actions';
import { STEP_LABEL } from './need-quick-answers';
import styles from './needs-you.module.css';

export function NeedDetail({ need, actions }: { need: Need; actions: NeedActions }) {
  const request = need.pendingRequest;
  const step = stepOf(need, useEntry(need.projectId, need.workspaceId));
  return (
    <div className={styles.detail}>
      {request?.command != null && <CommandLine command={request.command} markRisky />}
      {need.error !== null && (
        <p className={styles.why}>
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
          {need.error.message}
        </p>
      )}
      {need.error?.fix != null && <CommandLine command={need.error.fix} copyable />}
      <div className={styles.answers}>
        {request?.options.map((option, index) => (
          <AnswerButton
            key={option.optionId}
            option={option}
            size="medium"
            variant={
              index === 0 && !isRejection(option) ? 'primary' : isRejection(option) ? 'danger' : 'secondary'
            }
            hotkey={String(index + 1)}
            busy={actions.busy}
            title={request.command ?? request.title}
            onAnswer={(chosen) => actions.answer(need, chosen)}
          />
        ))}
        {step !== null && (
          <Button variant="primary" disabled={actions.busy} onClick={() => actions.step(need)}>
            {STEP_LABEL[step]} <kbd>R</kbd>
          </Button>
        )}
        <Button variant="ghost" onClick={() => actions.open(need)}>
          Open <kbd>↵</kbd>
        </Button>
      </div>
    </div>
  );
}
