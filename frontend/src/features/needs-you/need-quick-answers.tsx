import { AnswerButton } from '@/components/answer-button';
import { Button } from '@/components/button';
import type { Need } from '@/lib/schemas';
import { optionOfKind } from '@/lib/workspace-actions';
import { type NeedActions, stepOf } from './need-actions';

export const STEP_LABEL = { retry: 'Retry set-up', resume: 'Resume' } as const;

/** The two answers that are safe to give from one line; the rest is behind opening it. */
export function NeedQuickAnswers({ need, actions }: { need: Need; actions: NeedActions }) {
  const request = need.pendingRequest;
  const step = stepOf(need);
  if (request !== null && request.kind === 'PERMISSION') {
    const options = [
      optionOfKind(request.options, 'allow_once'),
      optionOfKind(request.options, 'reject_once'),
    ];
    return options
      .filter((option) => option !== undefined)
      .map((option) => (
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
