import { expect, test } from 'vitest';
import type { TimelineEvent } from '@/lib/ratchet';
import { sampleEvent, sampleRatchet } from '@/lib/sample-ratchet';
import {
  attemptsTitle,
  attemptWords,
  budgetBar,
  changesOf,
  classLook,
  costWords,
  lookOf,
  nowOf,
} from './event-look';

const observed = (facts: TimelineEvent['facts']) => sampleEvent('1', { kind: 'OBSERVED', facts });

test('what was observed looks like what it found, and a kind of tomorrow is quiet', () => {
  expect(lookOf(observed({ ci: { from: 'PENDING', to: 'FAILURE' } })).tone).toBe('danger');
  expect(lookOf(observed({ ci: { from: 'PENDING', to: 'SUCCESS' } })).tone).toBe('success');
  expect(lookOf(observed({ mergeConflict: { from: false, to: true } })).tone).toBe('attention');
  expect(lookOf(observed(null)).tone).toBe('neutral');
  expect(lookOf(sampleEvent('1', { kind: 'PROBLEM' })).tone).toBe('danger');
  expect(lookOf(sampleEvent('1', { kind: 'SOMETHING_NEW' })).tone).toBe('neutral');
});

test('differences are said in words, commits in seven letters', () => {
  const facts = {
    headSha: { from: null, to: '4e1c9a7'.padEnd(40, '0') },
    review: { from: 'NONE', to: 'CHANGES_REQUESTED' },
    other: { from: 1, to: { deep: true } },
  };
  expect(changesOf(observed(facts))).toEqual([
    { field: 'Commit', from: 'none', to: '4e1c9a7' },
    { field: 'Review', from: 'none', to: 'changes requested' },
    { field: 'other', from: '1', to: '{"deep":true}' },
  ]);
});

test('a switch that is off and a pause come before the state they hold', () => {
  expect(nowOf(sampleRatchet({ enabled: false, state: 'STALLED' })).title).toBe('Auto-fix is off');
  expect(nowOf(sampleRatchet({ paused: true })).tone).toBe('attention');
  expect(nowOf(sampleRatchet({ state: 'FIXING_CI' }))).toEqual({
    tone: 'working',
    title: 'Fixing CI failures',
  });
});

test('budgets warn before they are used up', () => {
  expect(budgetBar({ scope: 'DAY', kind: 'COST', used: 20, limit: 20 })).toMatchObject({
    words: '$20.00 of $20.00 spent',
    tone: 'danger',
    percent: 100,
  });
  expect(budgetBar({ scope: 'DAY', kind: 'MINUTES', used: 102, limit: 120 }).tone).toBe('attention');
  expect(budgetBar({ scope: 'PULL_REQUEST', kind: 'TOKENS', used: 1_240_000, limit: null })).toMatchObject({
    words: '1.2M tokens, no limit',
    tone: 'working',
    percent: 0,
  });
});

test('attempts and their cost are counted out', () => {
  const attempt = { number: 2, of: 4, sessionId: null, startedAt: null, subject: ['sdk / types'] };
  expect(attemptWords(sampleRatchet({ attempt }))).toBe('Attempt 2 of 4: sdk / types');
  expect(attemptsTitle(sampleRatchet({ attempt }))).toBe('2 of 4 attempts');
  expect(attemptsTitle(sampleRatchet())).toBeNull();
  const cost = { tokens: 182_000, amount: 0.62, currency: 'USD', minutes: 7.6 };
  expect(costWords(sampleEvent('1', { cost }))).toBe('182k tokens · $0.62 · 8 min');
});

test('a class that is not known yet is still a word', () => {
  expect(classLook('BASE_BROKEN').word).toBe('Base broken');
  expect(classLook('COSMIC_RAY')).toEqual({ word: 'Cosmic ray', tone: 'neutral' });
});
