import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { LimitName, RatchetSettings } from '@/lib/ratchet';
import styles from './settings-page.module.css';

const LIMITS: readonly { readonly name: LimitName; readonly label: string; readonly prefix?: string }[] = [
  { name: 'attemptsPerPullRequest', label: 'Attempts per pull request' },
  { name: 'attemptsPerWorkspacePerDay', label: 'Attempts a day, workspace' },
  { name: 'attemptsPerProjectPerDay', label: 'Attempts a day, project' },
  { name: 'minutesPerAttempt', label: 'Minutes per attempt' },
  { name: 'minutesPerDay', label: 'Minutes a day' },
  { name: 'tokensPerDay', label: 'Tokens a day' },
  { name: 'costPerDay', label: 'Cost a day', prefix: '$' },
];

type Limits = RatchetSettings['limits'];

interface LimitFieldsProps {
  readonly limits: Limits;
  readonly onChange: (limits: Limits) => void;
}

/** Where auto-fix stops. An empty field is no limit of one's own. */
export function LimitFields({ limits, onChange }: LimitFieldsProps) {
  return (
    <fieldset className={styles.limits}>
      <legend>Limits</legend>
      {LIMITS.map(({ name, label, prefix }) => (
        <LimitField
          key={`${name} ${limits[name]}`}
          label={label}
          prefix={prefix ?? ''}
          value={limits[name]}
          onSave={(value) => onChange({ ...limits, [name]: value })}
        />
      ))}
    </fieldset>
  );
}

interface LimitFieldProps {
  readonly label: string;
  readonly prefix: string;
  readonly value: number | null;
  readonly onSave: (value: number | null) => void;
}

function LimitField({ label, prefix, value, onSave }: LimitFieldProps) {
  const [typed, setTyped] = useState<number | string>(value ?? '');
  const save = () => {
    const next = typed === '' ? null : Number(typed);
    if (next !== value && (next === null || Number.isFinite(next))) onSave(next);
  };
  return (
    <NumberInput
      label={label}
      min={0}
      allowNegative={false}
      thousandSeparator=","
      decimalScale={prefix === '' ? 0 : 2}
      prefix={prefix}
      placeholder="no limit"
      hideControls
      value={typed}
      onChange={setTyped}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && save()}
    />
  );
}
