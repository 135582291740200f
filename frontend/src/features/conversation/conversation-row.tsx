import { IconChevronRight } from '@tabler/icons-react';
import { memo } from 'react';
import { Markdown } from '@/components/markdown';
import { StatusIcon, type Tone } from '@/components/status-icon';
import { seconds } from '@/lib/format';
import { AttachedFiles } from './attached-files';
import styles from './conversation.module.css';
import { type Row, sameRow } from './conversation-rows';
import type { NoticeItem, ThoughtItem, UserItem } from './conversation-types';
import { PlanCard } from './plan-card';
import { ToolGroup, ToolRow } from './tool-row';

interface ConversationRowProps {
  readonly row: Row;
  readonly root: string | null;
  readonly session: string;
}

export const ConversationRow = memo(
  function ConversationRow({ row, root, session }: ConversationRowProps) {
    switch (row.kind) {
      case 'user':
        return <UserMessage message={row} session={session} />;
      case 'message':
        return <Markdown text={row.text} />;
      case 'thought':
        return <Thought thought={row} />;
      case 'tool':
        return (
          <div className={styles.tools}>
            <ToolRow tool={row} root={root} />
          </div>
        );
      case 'group':
        return (
          <div className={styles.tools}>
            <ToolGroup tools={row.tools} root={root} />
          </div>
        );
      case 'plan':
        return <PlanCard entries={row.entries} />;
      case 'notice':
        return <Notice notice={row} />;
    }
  },
  (one, other) => one.root === other.root && sameRow(one.row, other.row),
);

function UserMessage({ message, session }: { message: UserItem; session: string }) {
  return (
    <div className={styles.user}>
      {message.text}
      {message.attachments.length > 0 && (
        <AttachedFiles session={session} attachments={message.attachments} />
      )}
    </div>
  );
}

function Thought({ thought }: { thought: ThoughtItem }) {
  const passed = Date.parse(thought.endAt) - Date.parse(thought.at);
  return (
    <details className={styles.thought}>
      <summary>
        <IconChevronRight size={14} stroke={1.85} aria-hidden />
        {passed >= 1_000 ? `Thought for ${seconds(passed)}` : 'Thought'}
      </summary>
      <div>
        <Markdown text={thought.text} />
      </div>
    </details>
  );
}

const TONES = { info: 'neutral', warning: 'attention', error: 'danger' } as const satisfies Record<
  NoticeItem['level'],
  Tone
>;

function Notice({ notice }: { notice: NoticeItem }) {
  const tone = TONES[notice.level];
  return (
    <div className={styles.notice} data-tone={tone}>
      <StatusIcon tone={tone} size={14} />
      <span>{notice.title}</span>
      {notice.message !== '' && <p>{notice.message}</p>}
    </div>
  );
}
