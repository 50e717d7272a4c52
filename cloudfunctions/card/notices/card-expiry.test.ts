import { isMemberId } from '../../../contracts/primitives/ids';
import { addMs, DAY_MS, instant } from '../../../contracts/primitives/time';
import { cardExpiry, cardReminders } from './card-expiry';

const now = instant(Date.parse('2026-11-21T12:00:00+08:00'));
const memberId = 'mem_01ARZ3NDEKTSV4RRFFQ69G5FAV';
const card = (days: number) => ({
  planName: '邻里会员卡',
  issuedAt: now,
  expiresAt: addMs(now, days * DAY_MS),
});
const remindersOf = (days: number) => {
  if (!isMemberId(memberId)) throw new Error(memberId);
  return cardReminders(memberId, card(days));
};

describe('a card is reminded of 30, 7 and 1 days before it ends', () => {
  it.each([
    [365, [335, 358, 364]],
    [31, [1, 24, 30]],
    [30, [23, 29]],
    [7, [6]],
    [1, []],
  ])('a card of %d days, on days %j', (days, due) => {
    expect(remindersOf(days).map(({ dueAt }) => (dueAt - now) / DAY_MS)).toEqual(due);
  });

  it('each step exists once, and a renewed card has its own', () => {
    const ids = [...remindersOf(365), ...remindersOf(366)].map(({ _id }) => _id);
    expect(new Set(ids).size).toBe(6);
  });

  it('a card without an end is never reminded of', () => {
    if (!isMemberId(memberId)) throw new Error(memberId);
    expect(cardReminders(memberId, { ...card(1), expiresAt: null })).toEqual([]);
  });

  it.each([
    ['still ends then', 'active', 365, 365, null],
    ['was renewed', 'active', 730, 365, 'renewed'],
    ['went into another member’s', 'merged', 365, 365, 'withdrawn'],
    ['has ended', 'active', -1, -1, 'expired'],
  ])('at send time a card that %s', (_name, status, days, deadlineDays, reason) => {
    const reminder = { dueAt: now, deadline: addMs(now, deadlineDays * DAY_MS) };
    expect(cardExpiry.skipReason({ status, card: card(days) }, now, reminder)).toBe(reason);
  });
});
