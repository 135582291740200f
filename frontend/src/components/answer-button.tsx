import { useRef } from 'react';
import type { PermissionOption } from '@/lib/api-types';
import { isRejection } from '@/lib/workspace-actions';
import { Button, type ButtonSize, type ButtonVariant } from './button';

/** A card may slide under a resting pointer; a click this soon after is not meant for it. */
const MEANT_AFTER = 150;

interface AnswerButtonProps {
  readonly option: PermissionOption;
  readonly hotkey?: string | undefined;
  readonly size?: ButtonSize;
  readonly variant?: ButtonVariant;
  readonly busy: boolean;
  readonly title?: string | undefined;
  readonly onAnswer: (option: PermissionOption) => void;
}

export function AnswerButton({
  option,
  hotkey,
  size = 'small',
  variant,
  busy,
  title,
  onAnswer,
}: AnswerButtonProps) {
  const entered = useRef<number | null>(null);
  const answer = (at: number) => {
    if (entered.current !== null && at - entered.current < MEANT_AFTER) return;
    onAnswer(option);
  };
  return (
    <Button
      size={size}
      variant={variant ?? (isRejection(option) ? 'ghost' : 'secondary')}
      disabled={busy}
      title={title}
      onPointerEnter={(event) => {
        entered.current = event.pointerType === 'mouse' ? event.timeStamp : null;
      }}
      onClick={(event) => {
        event.stopPropagation();
        answer(event.timeStamp);
      }}
    >
      {option.name}
      {hotkey !== undefined && <kbd>{hotkey}</kbd>}
    </Button>
  );
}
