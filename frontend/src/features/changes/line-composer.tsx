import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import { Button } from '@/components/button';
import { api } from '@/lib/api-client';
import { notifyFailure, notifyInfo } from '@/lib/notify';
import { pullRequestDetailsSchema, pullRequestPath, pullRequestQuery } from '@/lib/pull-request';
import { type AgentTarget, remark, useSendToAgent } from '@/lib/send-to-agent';
import { useStored, writeStored } from '@/lib/storage';
import type { DiffLine } from '@/lib/unified-diff';
import styles from './changes.module.css';

/** Where remarks on lines can go. */
export interface RemarkTargets {
  readonly agent: AgentTarget | null;
  /** number of the pull request, null without one */
  readonly pullRequest: number | null;
}

interface LineComposerProps extends RemarkTargets {
  readonly workspaceId: string;
  readonly path: string;
  readonly line: DiffLine;
  readonly onClose: () => void;
}

/** The place of a line as GitHub names it: removed lines are on the left. */
export function sideOf(line: DiffLine): { line: number; side: 'LEFT' | 'RIGHT' } {
  return line.kind === 'del'
    ? { line: line.oldNumber ?? 0, side: 'LEFT' }
    : { line: line.newNumber ?? 0, side: 'RIGHT' };
}

function useCommentOnLine(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (comment: { body: string; path: string; line: number; side: string }) =>
      pullRequestDetailsSchema.parse(await api.post(`${pullRequestPath(workspaceId)}/comments`, comment)),
    onSuccess: (details) => {
      client.setQueryData(pullRequestQuery(workspaceId).queryKey, details);
      notifyInfo('Commented', `The comment is on pull request #${details.number}.`);
    },
    onError: (error) => notifyFailure('The comment was not sent', error),
  });
}

/** A remark on a line of our own diff, for the agent or for the pull request. */
export function LineComposer({ workspaceId, path, line, agent, pullRequest, onClose }: LineComposerProps) {
  const place = sideOf(line);
  const draft = `changes.remark.${workspaceId}.${path}:${place.side}:${place.line}`;
  const [text, setText] = useStored<string>(draft, '');
  const send = useSendToAgent(agent);
  const comment = useCommentOnLine(workspaceId);
  const done = () => {
    writeStored(draft, null);
    onClose();
  };
  const nothing = text.trim() === '' || send.isPending || comment.isPending;
  const toAgent = () =>
    !nothing && send.mutate({ text: remark(path, place.line, text, line.text) }, { onSuccess: done });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (agent !== null) toAgent();
    }
  };
  return (
    <div className={styles.remark}>
      <textarea
        aria-label={`Comment on ${path}:${place.line}`}
        placeholder={`Comment on line ${place.line}`}
        rows={2}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: it opens because one wants to write in it
        autoFocus
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className={styles.remarkEnd}>
        <Button size="small" variant="ghost" onClick={onClose}>
          Cancel
        </Button>
        {pullRequest !== null && (
          <Button
            size="small"
            disabled={nothing}
            title={`On pull request #${pullRequest}, where everybody can read it`}
            onClick={() => comment.mutate({ body: text.trim(), path, ...place }, { onSuccess: done })}
          >
            {comment.isPending ? 'Sending…' : 'To GitHub'}
          </Button>
        )}
        <Button
          size="small"
          variant="primary"
          disabled={nothing || agent === null}
          title={agent === null ? 'No session to send it to: start one first' : `To ${agent.title}`}
          onClick={toAgent}
        >
          To agent
        </Button>
      </div>
    </div>
  );
}
