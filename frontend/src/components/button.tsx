import type { ButtonHTMLAttributes, Ref } from 'react';
import styles from './button.module.css';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'small' | 'medium' | 'large';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function joinClasses(...names: (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}

export function Button({
  variant = 'secondary',
  size = 'medium',
  className,
  type = 'button',
  ...rest
}: ButtonProps) {
  const sized = size === 'medium' ? undefined : styles[size];
  return (
    <button type={type} className={joinClasses(styles.button, styles[variant], sized, className)} {...rest} />
  );
}

interface IconButtonProps extends ButtonProps {
  /** The accessible name, shown as the tooltip too. */
  readonly label: string;
  readonly hint?: string;
}

export function IconButton({ label, hint, variant = 'ghost', className, ...rest }: IconButtonProps) {
  return (
    <Button
      variant={variant}
      className={joinClasses(styles.icon, className)}
      aria-label={label}
      title={hint === undefined ? label : `${label}  ${hint}`}
      {...rest}
    />
  );
}
