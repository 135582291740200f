import { type ReactNode, useState } from 'react';
import { Button, type ButtonSize, type ButtonVariant } from './button';

interface ConfirmButtonProps {
  readonly children: ReactNode;
  /** What the second press does, in words. */
  readonly question: string;
  readonly size?: ButtonSize;
  readonly variant?: ButtonVariant;
  readonly disabled?: boolean;
  readonly onConfirm: () => void;
}

/** Asks in place: the first press turns it into its question, leaving it turns it back. */
export function ConfirmButton({
  children,
  question,
  variant = 'ghost',
  onConfirm,
  ...rest
}: ConfirmButtonProps) {
  const [asked, setAsked] = useState(false);
  const press = () => {
    if (asked) onConfirm();
    setAsked(!asked);
  };
  return (
    <Button variant={asked ? 'danger' : variant} onClick={press} onBlur={() => setAsked(false)} {...rest}>
      {asked ? question : children}
    </Button>
  );
}
