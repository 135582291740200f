import type { Tone } from '@/components/status-icon';
import type { Comment, PullRequestDetails, Review } from '@/lib/pull-request';

export interface TalkItem {
  readonly comment: Comment;
  readonly verdict: { readonly word: string; readonly tone: Tone } | null;
}

const VERDICTS: Partial<Record<Review['state'], { word: string; tone: Tone }>> = {
  APPROVED: { word: 'Approved', tone: 'success' },
  CHANGES_REQUESTED: { word: 'Changes requested', tone: 'attention' },
  DISMISSED: { word: 'Dismissed', tone: 'neutral' },
};

/** Comments and the words of reviews in the order they were said; a review without words counts if it decides something. */
export function talkItems({ comments, reviews }: PullRequestDetails): TalkItem[] {
  const said = reviews
    .filter((review) => review.state !== 'PENDING')
    .filter((review) => review.body.trim() !== '' || VERDICTS[review.state] !== undefined)
    .map((review) => ({
      comment: { ...review, createdAt: review.submittedAt, mine: false, bot: false },
      verdict: VERDICTS[review.state] ?? null,
    }));
  const items: TalkItem[] = [...comments.map((comment) => ({ comment, verdict: null })), ...said];
  return items.toSorted((one, other) =>
    (one.comment.createdAt ?? '').localeCompare(other.comment.createdAt ?? ''),
  );
}
