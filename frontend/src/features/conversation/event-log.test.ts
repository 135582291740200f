import { describe, expect, test } from 'vitest';
import type { SessionEvent } from '@/lib/schemas';
import { applyBatch, prependPage, startLog } from './event-log';

const event = (sequence: number, type = 'user_message', data: SessionEvent['data'] = {}): SessionEvent => ({
  sequence,
  type,
  at: '2026-01-01T10:00:00Z',
  data,
});
const events = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => event(from + index));
const sequences = (log: { events: readonly SessionEvent[] }) => log.events.map((each) => each.sequence);

describe('applyBatch', () => {
  test('joins the next events', () => {
    const { log, missing } = applyBatch(startLog(events(1, 3)), { events: events(4, 5) });
    expect(missing).toBe(false);
    expect(sequences(log)).toEqual([1, 2, 3, 4, 5]);
    expect(log.items).toHaveLength(5);
  });

  test('drops what is held already, also within a batch that overlaps', () => {
    const { log } = applyBatch(startLog(events(1, 3)), { events: events(2, 4) });
    expect(sequences(log)).toEqual([1, 2, 3, 4]);
  });

  test('keeps events behind a gap, asks, and joins them when the gap is filled', () => {
    const step = applyBatch(startLog(events(1, 3)), { events: events(6, 7) });
    expect(step.missing).toBe(true);
    expect(step.log.last).toBe(3);
    const filled = applyBatch(step.log, { events: events(4, 5) });
    expect(filled.missing).toBe(false);
    expect(sequences(filled.log)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('works from an empty session', () => {
    const { log, missing } = applyBatch(startLog([]), { events: [event(1)] });
    expect(missing).toBe(false);
    expect(log.first).toBe(1);
    expect(log.last).toBe(1);
  });
});

describe('prependPage', () => {
  test('puts an earlier page in front and folds anew', () => {
    const log = prependPage(startLog(events(6, 8)), events(3, 5));
    expect(sequences(log)).toEqual([3, 4, 5, 6, 7, 8]);
    expect(log.first).toBe(3);
  });
  test('refuses a page that does not reach up to what is held', () => {
    const before = startLog(events(6, 8));
    expect(prependPage(before, events(1, 3))).toBe(before);
  });
});
