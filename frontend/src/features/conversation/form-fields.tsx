import { Checkbox, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Button } from '@/components/button';
import type { FormContent, FormField, RequestForm } from '@/lib/api-types';
import styles from './dock.module.css';

type Value = FormContent[string];
type Filled = Readonly<Record<string, Value | undefined>>;

function preset(field: FormField): Value | undefined {
  if (field.type === 'BOOLEAN') return field.preset === 'true';
  if (field.type === 'CHOICES') return [];
  if (field.preset === null) return undefined;
  return field.type === 'NUMBER' || field.type === 'INTEGER' ? Number(field.preset) : field.preset;
}

function isMissing(field: FormField, value: Value | undefined): boolean {
  return (
    field.required && (value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
  );
}

interface FormFieldsProps {
  readonly form: RequestForm;
  readonly busy: boolean;
  readonly onSubmit: (content: FormContent) => void;
  readonly onDecline: () => void;
}

/** What an agent wants to know, to be filled in and sent as a whole. */
export function FormFields({ form, busy, onSubmit, onDecline }: FormFieldsProps) {
  const [filled, setFilled] = useState<Filled>(() =>
    Object.fromEntries(form.fields.map((field) => [field.name, preset(field)])),
  );
  const incomplete = form.fields.some((field) => isMissing(field, filled[field.name]));
  const submit = () => {
    const content = Object.entries(filled).filter(([, value]) => value !== undefined && value !== '');
    onSubmit(Object.fromEntries(content) as FormContent);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!incomplete && !busy) submit();
      }}
    >
      {form.fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          value={filled[field.name]}
          onChange={(value) => setFilled((held) => ({ ...held, [field.name]: value }))}
        />
      ))}
      <div className={styles.formEnd}>
        <Button variant="ghost" disabled={busy} onClick={onDecline}>
          Decline
        </Button>
        <Button variant="primary" type="submit" disabled={busy || incomplete}>
          Answer
        </Button>
      </div>
    </form>
  );
}

interface FieldProps {
  readonly field: FormField;
  readonly value: Value | undefined;
  readonly onChange: (value: Value | undefined) => void;
}

function Field({ field, value, onChange }: FieldProps) {
  const words = { label: field.title, description: field.description, withAsterisk: field.required };
  switch (field.type) {
    case 'TEXT':
      return (
        <TextInput
          {...words}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'NUMBER':
    case 'INTEGER':
      return (
        <NumberInput
          {...words}
          allowDecimal={field.type === 'NUMBER'}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
        />
      );
    case 'BOOLEAN':
      return (
        <Checkbox
          size="xs"
          label={field.title}
          description={field.description}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'CHOICE':
      return (
        <Radio.Group {...words} value={typeof value === 'string' ? value : null} onChange={onChange}>
          <Stack gap={6} mt={6}>
            {field.values.map((each) => (
              <Radio
                key={each.value}
                size="xs"
                value={each.value}
                label={each.title}
                description={each.description}
              />
            ))}
          </Stack>
        </Radio.Group>
      );
    case 'CHOICES':
      return (
        <Checkbox.Group {...words} value={Array.isArray(value) ? [...value] : []} onChange={onChange}>
          <Stack gap={6} mt={6}>
            {field.values.map((each) => (
              <Checkbox
                size="xs"
                key={each.value}
                value={each.value}
                label={each.title}
                description={each.description}
              />
            ))}
          </Stack>
        </Checkbox.Group>
      );
  }
}
