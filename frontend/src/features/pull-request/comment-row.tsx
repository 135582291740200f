import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Age } from '@/components/chips';
import { Markdown } from '@/components/markdown';
import { Avatar } from '@/components/person';
import { Tag } from '@/components/tag';
import type { Comment } from '@/lib/pull-request';
import styles from './pull-request.module.css';

interface CommentRowProps {
  readonly comment: Comment;
  /** what kind of word it is, beside the name */
  readonly tag?: ReactNode;
  readonly actions?: ReactNode;
}

export function CommentRow({ comment, tag, actions }: CommentRowProps) {
  return (
    <div className={styles.comment}>
      <Avatar login={comment.author} agent={comment.bot} />
      <div className={styles.who}>
        <b className="truncate">{comment.author}</b>
        {comment.bot && <Tag>Bot</Tag>}
        {tag}
        <span className={styles.when}>
          <Age at={comment.createdAt} />
          {comment.mine && ', you'}
        </span>
        {comment.url !== null && (
          <a
            className={styles.iconLink}
            href={comment.url}
            target="_blank"
            rel="noreferrer"
            aria-label={`Comment of ${comment.author} on GitHub`}
            title="Open on GitHub"
          >
            <IconExternalLink size={13} stroke={1.85} aria-hidden />
          </a>
        )}
      </div>
      <div className={styles.words}>
        {comment.body.trim() === '' ? (
          <p className="dim">Without words.</p>
        ) : (
          <Markdown text={comment.body} />
        )}
        {actions}
      </div>
    </div>
  );
}
