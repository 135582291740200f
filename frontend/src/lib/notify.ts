import { notifications } from '@mantine/notifications';
import { ApiError } from './api-client';

export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : 'Something unexpected happened.';
}

/** A shell command that mends the failure, when the server knows one. */
export function fixOf(error: unknown): string | null {
  return error instanceof ApiError && typeof error.facts.fix === 'string' ? error.facts.fix : null;
}

const closeButtonProps = { 'aria-label': 'Dismiss' };

export function notifyFailure(title: string, error: unknown): void {
  const fix = fixOf(error);
  const message = fix === null ? describeError(error) : `${describeError(error)} Run: ${fix}`;
  notifications.show({
    title,
    message,
    autoClose: 8_000,
    closeButtonProps,
    'data-tone': 'danger',
  } as Parameters<typeof notifications.show>[0]);
}

export function notifyInfo(title: string, message: string): void {
  notifications.show({ title, message, autoClose: 3_000, closeButtonProps });
}
