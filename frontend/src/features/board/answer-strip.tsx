import { AnswerButton } from '@/components/answer-button';
import { Button } from '@/components/button';
import { CommandText } from '@/components/command-text';
import { InlineCode } from '@/components/inline-code';
import type { PermissionOption } from '@/lib/api-types';
import styles from './card.module.css';
import type { CardAsk } from './card-ask';

interface AnswerStripProps {
  readonly ask: CardAsk;
  readonly busy: boolean;
  readonly onAnswer: (option: PermissionOption) => void;
  readonly onStep: () => void;
  readonly onOpen: () => void;
}

export function AnswerStrip({ ask, busy, onAnswer, onStep, onOpen }: AnswerStripProps) {
  return (
    <div className={styles.ask}>
      <span className={`${styles.what} ${ask.command ? styles.command : ''}`} title={ask.text}>
        {ask.command ? <CommandText command={ask.text} /> : <InlineCode text={ask.text} />}
      </span>
      {ask.reason !== null && ask.reason !== ask.text && (
        <span className={styles.why} title={ask.reason}>
          {ask.reason}
        </span>
      )}
      <div className={styles.answers}>
        {ask.options.map((option, index) => (
          <AnswerButton
            key={option.optionId}
            option={option}
            hotkey={String(index + 1)}
            busy={busy}
            title={ask.text}
            onAnswer={onAnswer}
          />
        ))}
        {ask.step !== null && (
          <Button size="small" disabled={busy} onClick={onStep}>
            {ask.step.label}
            <kbd>R</kbd>
          </Button>
        )}
        {ask.review !== null && (
          <Button size="small" onClick={onOpen}>
            {ask.review}
          </Button>
        )}
      </div>
      {ask.others > 0 && <span className={styles.more}>{ask.others} more waiting</span>}
    </div>
  );
}
