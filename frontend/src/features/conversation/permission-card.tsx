import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { Age } from '@/components/chips';
import { CommandLine } from '@/components/command-line';
import { InlineCode } from '@/components/inline-code';
import { Markdown } from '@/components/markdown';
import { type Shape, StatusIcon } from '@/components/status-icon';
import type { FormContent, PermissionOption, PermissionRequest, RequestForm } from '@/lib/api-types';
import { splitRisky } from '@/lib/risky-command';
import { useHotkeys } from '@/lib/use-hotkeys';
import { isRejection, optionOfKind } from '@/lib/workspace-actions';
import styles from './dock.module.css';
import { FormFields } from './form-fields';
import { relativeTo } from './tool-summary';

interface PermissionCardProps {
  readonly request: PermissionRequest;
  readonly agentTitle: string;
  readonly root: string | null;
  readonly others: number;
  readonly busy: boolean;
  readonly onAnswer: (option: PermissionOption, content?: FormContent) => void;
  /** Denies, then lets you write what to do in its place. */
  readonly onDenyAndSay: (option: PermissionOption) => void;
}

const SHAPES = { PERMISSION: 'alert', QUESTION: 'question', PLAN_APPROVAL: 'plan' } as const satisfies Record<
  PermissionRequest['kind'],
  Shape
>;

function titleOf(request: PermissionRequest): string {
  if (request.kind !== 'PERMISSION') return request.title;
  return request.command === null ? request.title : 'Run this command?';
}

export function PermissionCard(props: PermissionCardProps) {
  const { request, agentTitle, root, others, busy, onAnswer, onDenyAndSay } = props;
  const deny = optionOfKind(request.options, 'reject_once');
  const keys = Object.fromEntries(
    request.options.slice(0, 9).map((option, index) => [String(index + 1), () => onAnswer(option)]),
  );
  const { form } = request;
  useHotkeys({ ...(form === null && keys), ...(deny && { r: () => onDenyAndSay(deny) }) }, !busy);
  const firstAllowed = request.options.find((option) => !isRejection(option));
  return (
    <section className={styles.permit} data-tone="attention" aria-label="Request of the agent">
      <header className={styles.permitHead}>
        <StatusIcon tone="attention" shape={SHAPES[request.kind]} />
        <b>{titleOf(request)}</b>
        <span className="dim truncate">
          {agentTitle}
          {others > 0 && `, ${others} more waiting`}
        </span>
        <Age at={request.createdAt} />
      </header>
      <div className={styles.permitBody}>
        {request.command !== null && <CommandLine command={request.command} markRisky />}
        {request.command === null && request.paths.length > 0 && (
          <ul className={styles.paths}>
            {request.paths.map((path) => (
              <li key={path} className="truncate" title={path}>
                {relativeTo(root, path)}
              </li>
            ))}
          </ul>
        )}
        {request.reason !== null && <Why request={request} reason={request.reason} />}
        {form !== null && <Form form={form} options={request.options} busy={busy} onAnswer={onAnswer} />}
        <div className={styles.options} hidden={form !== null}>
          {request.options.map((option, index) => (
            <OptionButton
              key={option.optionId}
              hotkey={index < 9 ? String(index + 1) : ''}
              label={option.name}
              first={option === firstAllowed}
              busy={busy}
              onClick={() => onAnswer(option)}
            />
          ))}
          {deny !== undefined && request.kind === 'PERMISSION' && (
            <OptionButton
              hotkey="R"
              label="Deny and say what to do"
              first={false}
              busy={busy}
              onClick={() => onDenyAndSay(deny)}
            />
          )}
        </div>
      </div>
    </section>
  );
}

interface FormProps extends Pick<PermissionCardProps, 'busy' | 'onAnswer'> {
  readonly form: RequestForm;
  readonly options: readonly PermissionOption[];
}

function Form({ form, options, busy, onAnswer }: FormProps) {
  const accept = options.find((option) => !isRejection(option));
  const decline = options.find(isRejection);
  return (
    <FormFields
      form={form}
      busy={busy}
      onSubmit={(content) => accept && onAnswer(accept, content)}
      onDecline={() => decline && onAnswer(decline)}
    />
  );
}

/** A plan is read as it was written; a reason is marked as a warning only when the command is risky. */
function Why({ request, reason }: { request: PermissionRequest; reason: string }) {
  if (request.kind === 'PLAN_APPROVAL') {
    return (
      <div className={styles.planText}>
        <Markdown text={reason} />
      </div>
    );
  }
  const risky = splitRisky(request.command ?? '').some((part) => part.risky);
  const Icon = risky ? IconAlertTriangle : IconInfoCircle;
  return (
    <p className={`${styles.why} ${risky ? '' : styles.calm}`}>
      <Icon size={16} stroke={1.75} aria-hidden />
      <span>
        <InlineCode text={reason} />
      </span>
    </p>
  );
}

interface OptionButtonProps {
  readonly hotkey: string;
  readonly label: string;
  readonly first: boolean;
  readonly busy: boolean;
  readonly onClick: () => void;
}

function OptionButton({ hotkey, label, first, busy, onClick }: OptionButtonProps) {
  return (
    <button
      type="button"
      className={`${styles.option} ${first ? styles.first : ''}`}
      disabled={busy}
      title={label}
      onClick={onClick}
    >
      <kbd>{hotkey}</kbd>
      <span className="truncate">{label}</span>
    </button>
  );
}
