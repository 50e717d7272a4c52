import type { PointsLot } from '../../../contracts/points/points-ledger';
import { addMs, DAY_MS, instant, type Instant } from '../../../contracts/primitives/time';
import { memberId } from '../../../contracts/values';
import { accountAsOf, nextChangeAt, postAddition, matureDue } from './due-changes';
import { emptyAccount, post, type Book } from './ledger';

const noon = instant(Date.parse('2026-11-21T12:00:00+08:00'));
const inDays = (days: number): Instant => addMs(noon, days * DAY_MS);
const open = (id: string, points: number, expiresAt: Instant | null = null): PointsLot => ({
  id,
  state: 'open',
  points,
  activatesAt: null,
  expiresAt,
  graced: false,
});
const pending = (id: string, points: number, activatesAt: Instant, expiresAt: Instant | null): PointsLot => ({
  ...open(id, points, expiresAt),
  state: 'pending',
  activatesAt,
});
const cause = (key: string) => ({ key, source: { kind: 'order' as const, id: key }, reason: '测试' });
/** A book with these lots and this debt, as if just loaded. */
function bookOf(lots: PointsLot[], debt = 0, now = noon): Book {
  const account = emptyAccount(memberId.parse('mem_01HZZZZZZZZZZZZZZZZZZZZZZZ'), noon);
  const filled = post({ account, entries: [], now }, { ...cause('start'), kind: 'earn', moves: lots, debt });
  return { ...filled, entries: [] };
}
const told = ({ entries }: Book) => entries.map(({ _id, at, points, pending }) => [_id, at, points, pending]);

describe('what the clock did by now', () => {
  const lots = [pending('p', 10, inDays(7), inDays(30)), open('o', 5, inDays(9))];
  it.each<[string, Instant, number, number]>([
    ['nothing before the first instant', addMs(inDays(7), -1), 5, 10],
    ['opened at its instant', inDays(7), 15, 0],
    ['both may be spent until the first expires', addMs(inDays(9), -1), 15, 0],
    ['expired at its instant', inDays(9), 10, 0],
    ['both gone', inDays(30), 0, 0],
  ])('%s', (_name, now, balance, waiting) => {
    expect(accountAsOf(bookOf(lots).account, now)).toMatchObject({ balance, pending: waiting });
  });

  it('is written in the order it happened, each at its own instant, however late', () => {
    expect(told(matureDue({ ...bookOf(lots), now: inDays(99) }))).toEqual([
      ['activate:p', inDays(7), 10, -10],
      ['expire:o', inDays(9), -5, 0],
      ['expire:p', inDays(30), -10, 0],
    ]);
  });

  it('done twice, it changes nothing more', () => {
    const once = matureDue({ ...bookOf(lots), now: inDays(8) });
    expect(matureDue(once)).toEqual(once);
  });
});

it.each<[string, PointsLot[], Instant | null]>([
  ['no lots: never', [], null],
  ['what never expires: never', [open('a', 1)], null],
  ['an expiry', [open('a', 1, inDays(3)), open('b', 1)], inDays(3)],
  ['a lot that waits changes first when it opens', [pending('a', 1, inDays(2), inDays(1))], inDays(2)],
  ['the first of several', [open('a', 1, inDays(3)), pending('b', 1, inDays(2), null)], inDays(2)],
])('the next change of %s', (_name, lots, expected) => {
  expect(nextChangeAt(lots)).toBe(expected);
});

describe('points that come repay a debt first', () => {
  it.each<[string, number, number, { balance: number; debt: number }, string[]]>([
    ['no debt', 0, 10, { balance: 10, debt: 0 }, ['earn:x']],
    ['less than is owed', 30, 10, { balance: 0, debt: 20 }, ['earn:x', 'repay:earn.x']],
    ['exactly what is owed', 10, 10, { balance: 0, debt: 0 }, ['earn:x', 'repay:earn.x']],
    ['more than is owed', 4, 10, { balance: 6, debt: 0 }, ['earn:x', 'repay:earn.x']],
  ])('%s', (_name, debt, points, figures, ids) => {
    const after = postAddition(bookOf([], debt), { ...cause('x'), kind: 'earn', moves: [open('x', points)] });
    expect(after.account).toMatchObject(figures);
    expect(after.entries.map(({ _id }) => _id)).toEqual(ids);
  });

  it('not what still waits; it does when it opens', () => {
    const waiting = postAddition(bookOf([], 4), {
      ...cause('x'),
      kind: 'earn',
      moves: [pending('x', 10, inDays(7), null)],
    });
    expect(waiting.account).toMatchObject({ pending: 10, debt: 4 });
    const opened = matureDue({ ...waiting, now: inDays(7) });
    expect(opened.account).toMatchObject({ balance: 6, pending: 0, debt: 0 });
  });
});
