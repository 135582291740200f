import { AnswerButton } from '@/components/answer-button';
import { Button } from '@/components/button';
import type { Need } from '@/lib/schemas';
import { useEntry } from '@/lib/snapshot';
import { quickAnswers } from '@/lib/workspace-actions';
import { type NeedActions, stepOf } from './need-actions';

export const STEP_LABEL = { retry: 'Retry setup', resume: 'Resume' } as const;

/** The answers that are safe to give from one line; the rest is behind opening it. */
export function NeedQuickAnswers({ need, actions }: { need: Need; actions: NeedActions }) {
  const request = need.pendingRequest;
  const step = stepOf(need, useEntry(need.projectId, need.workspaceId));
  const options = request === null ? [] : quickAnswers(request);
  if (request !== null && options.length > 0) {
    return options.map((option) => (
      <AnswerButton
        key={option.optionId}
        option={option}
        busy={actions.busy}
        title={request.command ?? request.title}
        onAnswer={(chosen) => actions.answer(need, chosen)}
      />
    ));
  }
  return (
    <>
      {step !== null && (
        <Button size="small" disabled={actions.busy} onClick={() => actions.step(need)}>
          {STEP_LABEL[step]}
        </Button>
      )}
      <Button size="small" variant={step === null ? 'secondary' : 'ghost'} onClick={() => actions.open(need)}>
        {request?.kind === 'PLAN_APPROVAL' ? 'Review' : 'Open'}
      </Button>
    </>
  );
}
