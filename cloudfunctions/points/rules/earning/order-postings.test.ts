import { isMemberId } from '../../../../contracts/primitives/ids';
import { addMs, DAY_MS, instant, MINUTE_MS, type Instant } from '../../../../contracts/primitives/time';
import type { EntrySource, PointsLot } from '../../../../contracts/points/points-ledger';
import { accountAsOf, nextChangeAt, matureDue } from '../due-changes';
import { emptyAccount, post, type Book } from '../ledger';
import { postClawBack, postEarning, postGiveBack, postSpending } from './order-postings';
import { dueSteps, afterStep, nextReminderAt } from '../reminder-steps';

const noon = instant(Date.parse('2026-11-21T12:00:00+08:00'));
function openBook(now: Instant = noon): Book {
  const memberId = 'mem_01HZZZZZZZZZZZZZZZZZZZZZZZ';
  if (!isMemberId(memberId)) throw new Error(memberId);
  return { account: emptyAccount(memberId, now), entries: [], now };
}
const rule = { version: 1, pendingDays: 7, expiry: { kind: 'days', days: 30 } } as const;
const source: EntrySource = { kind: 'order', id: 'x' };
const cause = (key: string) => ({ key, source, reason: '测试' });
const later = (book: Book, ms: number): Book => matureDue({ ...book, now: addMs(book.now, ms) });
const figures = ({ account: { balance, pending, debt } }: Book) => ({ balance, pending, debt });
const kindsOf = (book: Book) =>
  book.entries.map(({ kind, points, pending, debt }) => [kind, points, pending, debt]);
const grant = (book: Book, lot: Partial<PointsLot> & { id: string; points: number }): Book =>
  post(book, {
    ...cause(lot.id),
    kind: 'adjust',
    moves: [{ state: 'open', activatesAt: null, expiresAt: null, graced: false, ...lot }],
  });
/** @throws Error when there is not enough */
function spend(book: Book, amount: number, key: string): Book {
  const spent = postSpending(book, amount, cause(key));
  if (!spent) throw new Error('not enough');
  return spent;
}
const entryOf = (book: Book, id: string) => book.entries.find(({ _id }) => _id === id)!;

describe('earned points', () => {
  it('wait for the refund window, then can be spent, then expire: each at its instant, at read time', () => {
    const earned = postEarning(openBook(), rule, 88, cause('order-1'));
    expect(figures(earned)).toEqual({ balance: 0, pending: 88, debt: 0 });
    const activatesAt = addMs(noon, 7 * DAY_MS);
    const expiresAt = instant(Date.parse('2026-12-29T00:00:00+08:00'));
    expect(nextChangeAt(earned.account.lots)).toBe(activatesAt);
    expect(accountAsOf(earned.account, addMs(activatesAt, -1)).balance).toBe(0);
    expect(accountAsOf(earned.account, activatesAt).balance).toBe(88);
    expect(accountAsOf(earned.account, addMs(expiresAt, -MINUTE_MS)).balance).toBe(88);
    expect(accountAsOf(earned.account, expiresAt)).toMatchObject({ balance: 0, pending: 0, lots: [] });
  });

  it('a sweep that slept through both writes both, at their instants', () => {
    const book = later(postEarning(openBook(), rule, 88, cause('order-1')), 90 * DAY_MS);
    expect(book.entries.map(({ _id, at }) => [_id, at])).toEqual([
      ['earn:order-1', noon],
      ['activate:order-1', addMs(noon, 7 * DAY_MS)],
      ['expire:order-1', Date.parse('2026-12-29T00:00:00+08:00')],
    ]);
  });

  it('can be spent only as far as they reach', () => {
    expect(postSpending(grant(openBook(), { id: 'a', points: 10 }), 11, cause('s'))).toBeNull();
  });
});

describe('what a refund does', () => {
  it('takes pending points back before they open', () => {
    const book = postClawBack(
      postEarning(openBook(), rule, 88, cause('order-1')),
      'order-1',
      88,
      cause('refund-1'),
    );
    expect(figures(book)).toEqual({ balance: 0, pending: 0, debt: 0 });
    expect(kindsOf(later(book, 40 * DAY_MS))).toEqual([
      ['earn', 0, 88, 0],
      ['claw_back', 0, -88, 0],
    ]);
  });

  it('what is spent already becomes a debt that later earnings repay first', () => {
    const opened = later(postEarning(openBook(), rule, 100, cause('order-1')), 8 * DAY_MS);
    const indebted = postClawBack(spend(opened, 70, 'order-2'), 'order-1', 100, cause('refund-1'));
    expect(figures(indebted)).toEqual({ balance: 0, pending: 0, debt: 70 });
    const more = postEarning(indebted, { ...rule, pendingDays: 0 }, 30, cause('order-3'));
    expect(figures(more)).toEqual({ balance: 0, pending: 0, debt: 40 });
    const enough = postEarning(more, { ...rule, pendingDays: 0 }, 50, cause('order-4'));
    expect(figures(enough)).toEqual({ balance: 10, pending: 0, debt: 0 });
    expect(kindsOf(enough).slice(-2)).toEqual([
      ['earn', 50, 0, 0],
      ['repay', -40, 0, -40],
    ]);
  });

  it('takes its own lot first, then the soonest-expiring', () => {
    const book = grant(grant(openBook(), { id: 'own', points: 5 }), {
      id: 'soon',
      points: 5,
      expiresAt: addMs(noon, DAY_MS),
    });
    const clawed = postClawBack(book, 'own', 7, cause('r'));
    expect(entryOf(clawed, 'claw_back:r').moves.map(({ id, points }) => [id, points])).toEqual([
      ['own', -5],
      ['soon', -2],
    ]);
  });

  it('gives back to the lots the points came from, the last taken first, in parts too', () => {
    const soon = addMs(noon, DAY_MS);
    const book = spend(
      grant(grant(openBook(), { id: 'soon', points: 5, expiresAt: soon }), { id: 'long', points: 5 }),
      9,
      'o',
    );
    const spending = entryOf(book, 'spend:o');
    const part = postGiveBack(book, spending, 0, 3, cause('r1'));
    expect(part.account.lots.map(({ id, points }) => [id, points])).toEqual([['long', 4]]);
    const rest = postGiveBack(part, spending, 3, 6, cause('r2'));
    expect(rest.account.lots.map(({ id, points, expiresAt }) => [id, points, expiresAt])).toEqual([
      ['long', 5, null],
      ['soon', 5, soon],
    ]);
  });

  it('a lot that expired meanwhile comes back with a grace of seven days, once', () => {
    const soon = addMs(noon, DAY_MS);
    const spent = spend(grant(openBook(), { id: 'soon', points: 5, expiresAt: soon }), 5, 'o');
    const back = postGiveBack(later(spent, 2 * DAY_MS), entryOf(spent, 'spend:o'), 0, 5, cause('r1'));
    const graceEnds = instant(Date.parse('2026-12-01T00:00:00+08:00'));
    expect(back.account.lots).toMatchObject([{ id: 'r1.0', points: 5, expiresAt: graceEnds, graced: true }]);

    const again = spend(back, 5, 'o2');
    const lapsed = postGiveBack(later(again, 20 * DAY_MS), entryOf(again, 'spend:o2'), 0, 5, cause('r2'));
    expect(figures(lapsed)).toEqual({ balance: 0, pending: 0, debt: 0 });
    expect(kindsOf(lapsed).slice(-2)).toEqual([
      ['refund_back', 5, 0, 0],
      ['expire', -5, 0, 0],
    ]);
  });
});

describe('reminders of points about to expire', () => {
  const inDays = (days: number) => addMs(noon, days * DAY_MS);
  const withLots = (...lots: [id: string, points: number, days: number | null][]) =>
    lots.reduce(
      (book, [id, points, days]) =>
        grant(book, { id, points, expiresAt: days === null ? null : inDays(days) }),
      openBook(),
    ).account;

  it('come 30, 7 and 1 days before', () => {
    let account = withLots(['a', 100, 60], ['never', 5, null]);
    const told: [number, string, number][] = [];
    for (let at = nextReminderAt(account); at !== null; at = nextReminderAt(account)) {
      for (const step of dueSteps(account, at)) {
        told.push([(at - noon) / DAY_MS, step.name, step.points]);
        account = { ...account, reminded: afterStep(account.reminded, step, true, at) };
      }
    }
    expect(told).toEqual([
      [30, '30d', 100],
      [53, '7d', 100],
      [59, '1d', 100],
    ]);
  });

  it('tell of everything in their reach, and each step no sooner again than it reaches', () => {
    const account = withLots(['a', 10, 40], ['b', 20, 41], ['c', 30, 75]);
    const at = inDays(11);
    const [step] = dueSteps(account, at);
    expect(step).toMatchObject({ name: '30d', points: 30 });
    const after = { ...account, reminded: afterStep(account.reminded, step!, true, at) };
    expect(dueSteps(after, inDays(12))).toEqual([]);
    expect(nextReminderAt(after)).toBe(inDays(33));
    expect(dueSteps(after, inDays(45)).map(({ name, points }) => [name, points])).toContainEqual(['30d', 30]);
  });

  it('what was not worth one is counted again with what comes', () => {
    const account = withLots(['a', 10, 40], ['b', 200, 42]);
    const [step] = dueSteps(account, inDays(10));
    expect(step).toMatchObject({ points: 10 });
    const after = { ...account, reminded: afterStep(account.reminded, step!, false, inDays(10)) };
    expect(nextReminderAt(after)).toBe(inDays(12));
    expect(dueSteps(after, inDays(12))).toMatchObject([{ name: '30d', points: 210 }]);
  });
});
