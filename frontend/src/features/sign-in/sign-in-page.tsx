import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/button';
import { LogoTile } from '@/components/logo-tile';
import { ApiError, api } from '@/lib/api-client';
import { describeError } from '@/lib/notify';
import styles from './sign-in-page.module.css';

function reason(error: unknown): string {
  return error instanceof ApiError && error.status === 401
    ? 'This is not the server’s token.'
    : describeError(error);
}

/** The server sends an outdated link here. */
function isExpired(): boolean {
  return new URLSearchParams(window.location.search).get('sign-in') === 'expired';
}

export function SignInPage({ onSignedIn }: { onSignedIn: () => void }) {
  const [token, setToken] = useState('');
  const signIn = useMutation({
    mutationFn: () => api.post('/api/sign-in', { token: token.trim() }),
    onSuccess: onSignedIn,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (token.trim() !== '') signIn.mutate();
  };
  return (
    <main className={styles.page}>
      <form className={styles.form} onSubmit={submit}>
        <LogoTile className={styles.logo} />
        <h1 className={styles.title}>Sign in to Factory Factory</h1>
        {isExpired() && (
          <p className={styles.expired} role="alert">
            That link belongs to an earlier start of the server.
          </p>
        )}
        <p className={styles.text}>
          Open the link that the server printed when it started. Or paste the token from{' '}
          <code>~/.factory-factory/token</code>.
        </p>
        <TextInput
          label="Token"
          type="password"
          autoComplete="off"
          autoFocus
          value={token}
          error={signIn.error === null ? undefined : reason(signIn.error)}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="primary"
          size="large"
          disabled={token.trim() === '' || signIn.isPending}
        >
          {signIn.isPending ? 'Signing in…' : 'Sign in'}
        </Button>
      </form>
    </main>
  );
}
