import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, memo } from 'react';
import { Age, BranchChip, DiffStat, Reason } from '@/components/chips';
import { IssueChip } from '@/components/issue-chip';
import { PullRequestChips } from '@/components/pull-request-chips';
import { RatchetChip, ratchetWords } from '@/components/ratchet-chip';
import { RunScriptChip, tellsRun } from '@/components/run-script-chip';
import { StatusIcon } from '@/components/status-icon';
import { WorkspaceLink } from '@/components/workspace-link';
import type { PermissionOption } from '@/lib/api-types';
import { leadingSession } from '@/lib/entries';
import type { Entry } from '@/lib/schemas';
import { useAnswerPermission, useSessionStep, useWorkspaceStep } from '@/lib/workspace-actions';
import { AnswerStrip } from './answer-strip';
import styles from './card.module.css';
import { askOf } from './card-ask';
import { LiveLine } from './live-line';

interface CardProps {
  readonly entry: Entry;
  readonly project: string;
}

/** Answers and steps of one card. Keys count only on the card that has the focus itself. */
function useCardActions(entry: Entry, project: string) {
  const navigate = useNavigate();
  const answerPermission = useAnswerPermission();
  const sessionStep = useSessionStep();
  const workspaceStep = useWorkspaceStep();
  const ask = askOf(entry);
  const busy = answerPermission.isPending || sessionStep.isPending || workspaceStep.isPending;
  const open = () =>
    void navigate({
      to: '/projects/$project/workspaces/$workspaceId',
      params: { project, workspaceId: entry.workspaceId },
    });
  const answer = ({ optionId }: PermissionOption) => {
    const request = entry.pendingRequest;
    if (request === null || busy) return;
    answerPermission.mutate({ sessionId: request.sessionId, requestId: request.requestId, optionId });
  };
  const step = () => {
    if (busy || !ask?.step) return;
    if (ask.step.kind === 'resume') sessionStep.mutate({ sessionId: ask.step.sessionId, step: 'resume' });
    else workspaceStep.mutate({ workspaceId: entry.workspaceId, step: 'retry' });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (
      event.target !== event.currentTarget ||
      event.metaKey ||
      event.ctrlKey ||
      event.altKey ||
      event.repeat
    )
      return;
    const option = ask?.options[Number(event.key) - 1];
    if (event.key === 'Enter') open();
    else if (event.key === 'r') step();
    else if (option !== undefined) answer(option);
    else return;
    event.preventDefault();
  };
  return { ask, busy, open, answer, step, onKeyDown };
}

export const Card = memo(function Card({ entry, project }: CardProps) {
  const { ask, busy, open, answer, step, onKeyDown } = useCardActions(entry, project);
  const { tone, code, label } = entry.statusReason;
  const session = leadingSession(entry);
  // What is done needs no fixing.
  const ratchet =
    entry.kanbanColumn !== 'DONE' && ratchetWords(entry.ratchet) !== null ? entry.ratchet : null;
  return (
    <article
      className={styles.card}
      data-card={entry.workspaceId}
      data-tone={tone}
      {...(entry.kanbanColumn === 'DONE' && { 'data-done': true })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the card is a stop of the keyboard, its keys answer
      tabIndex={0}
      aria-label={`${entry.name}, ${label.toLowerCase()}`}
      onKeyDown={onKeyDown}
    >
      <div className={styles.body}>
        <div className={styles.top}>
          <StatusIcon tone={tone} code={code} size={14} />
          <Reason label={label} />
          <span className={styles.end}>
            {session !== undefined && <span>{session.agentTitle}</span>}
            <Age at={entry.pendingRequest?.createdAt ?? entry.lastActivityAt ?? entry.createdAt} />
          </span>
        </div>
        <h3 className={styles.name} title={entry.name}>
          <WorkspaceLink project={project} workspaceId={entry.workspaceId}>
            {entry.name}
          </WorkspaceLink>
        </h3>
        <LiveLine entry={entry} />
        {entry.branch !== null && (
          <div className={styles.branch}>
            <BranchChip branch={entry.branch} />
            {entry.git !== null && entry.git.files > 0 && (
              <DiffStat additions={entry.git.additions} deletions={entry.git.deletions} />
            )}
          </div>
        )}
        {(entry.pullRequest ?? entry.issue ?? ratchet ?? (tellsRun(entry.runScript) || null)) !== null && (
          <div className={styles.meta}>
            <IssueChip issue={entry.issue} />
            <PullRequestChips entry={entry} />
            <RatchetChip ratchet={ratchet} />
            {tellsRun(entry.runScript) && <RunScriptChip run={entry.runScript} />}
          </div>
        )}
      </div>
      {ask !== null && <AnswerStrip ask={ask} busy={busy} onAnswer={answer} onStep={step} onOpen={open} />}
    </article>
  );
});
