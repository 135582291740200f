import { expect, test } from 'vitest';
import { sampleCheck, sampleDetails, sampleThread } from '@/lib/sample-pull-request';
import { checksLine, foldedWords, groupChecks, mergeLine, reviewLine } from './summary';

const failed = sampleCheck('types', { state: 'FAILED', required: true });
const passed = (name: string) => sampleCheck(name);

test('failures lead, then what runs, then that all is well', () => {
  expect(checksLine([])).toMatchObject({ tone: 'neutral', title: 'No checks' });
  expect(checksLine([failed, passed('a')])).toMatchObject({
    tone: 'danger',
    title: '1 of 2 checks fails',
    detail: '1 required',
  });
  expect(checksLine([sampleCheck('a', { state: 'RUNNING' }), passed('b')])).toMatchObject({
    tone: 'waiting',
    title: '1 of 2 checks done',
  });
  expect(checksLine([passed('a'), passed('b'), sampleCheck('c', { state: 'SKIPPED' })])).toMatchObject({
    tone: 'success',
    title: 'All 3 checks passed',
  });
});

test('a failure among running ones says that it is not over', () => {
  const line = checksLine([failed, sampleCheck('b', { state: 'QUEUED' })]);
  expect(line).toMatchObject({ tone: 'danger', detail: '1 still running' });
});

test('a remark does not take back that somebody asked for changes', () => {
  const review = (author: string, state: 'CHANGES_REQUESTED' | 'COMMENTED' | 'APPROVED', id: string) => ({
    id,
    author,
    state,
    body: '',
    submittedAt: null,
    url: null,
  });
  const details = sampleDetails({
    review: 'CHANGES_REQUESTED',
    reviews: [review('mei-lin', 'CHANGES_REQUESTED', '1'), review('mei-lin', 'COMMENTED', '2')],
    threads: [sampleThread('t1'), sampleThread('t2', { resolved: true })],
  });
  expect(reviewLine(details)).toMatchObject({ tone: 'attention', detail: 'mei-lin, 1 thread open' });
  expect(reviewLine(sampleDetails({ requestedReviewers: ['rolandb'] }))).toMatchObject({
    title: 'Review requested',
    detail: 'rolandb',
  });
  expect(reviewLine(sampleDetails())).toMatchObject({ title: 'No review yet', detail: null });
});

test('the merge line knows conflicts, distance and the end', () => {
  expect(mergeLine(sampleDetails({ behindBy: 3 }))).toMatchObject({
    title: 'No conflicts',
    detail: '3 commits behind main',
  });
  expect(mergeLine(sampleDetails({ mergeConflict: true }))).toMatchObject({ tone: 'attention' });
  expect(mergeLine(sampleDetails({ state: 'MERGED' }))).toMatchObject({ title: 'Merged' });
  expect(mergeLine(sampleDetails({ behindBy: null }))).toMatchObject({ detail: null });
});

test('what failed or runs is shown, and of many that passed only a few', () => {
  const checks = [passed('a'), passed('b'), passed('c'), passed('d'), failed];
  const skipped = sampleCheck('e', { state: 'SKIPPED' });
  const { shown, folded } = groupChecks([...checks, skipped]);
  expect(shown.map((check) => check.name)).toEqual(['types', 'a', 'b']);
  expect(foldedWords(folded)).toBe('2 more passed, 1 skipped');
  expect(groupChecks([passed('a'), passed('b'), passed('c')]).folded).toEqual([]);
});
