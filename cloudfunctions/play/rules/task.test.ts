import { taskRuleDraft, type Task } from '../../../contracts/play/task-rule';
import { fen } from '../../../contracts/primitives/fen';
import { chinaDateOf, instant, type Instant } from '../../../contracts/primitives/time';
import { doneOf, turnOf, type Deed } from './task';

const at = (text: string): Instant => instant(Date.parse(`${text}+08:00`));
const NOW = at('2026-11-25T12:00:00'); // a Wednesday
const nobody = { nickname: null, phone: null, profile: { birthday: null } };

const task = (change: Partial<Task>): Task => ({
  id: 'task-1',
  name: '任务',
  kind: 'orders',
  count: 1,
  minFen: null,
  every: 'week',
  prize: { kind: 'points', points: 5 },
  isAutomatic: false,
  ...change,
});
const deed = (kind: string, id: string, when: Instant, more: Partial<Deed> = {}): Deed => ({
  _id: `${kind}:${id}`,
  kind,
  at: when,
  day: chinaDateOf(when),
  writtenAt: when,
  refs: {},
  ...more,
});
const paid = (order: string, when: Instant, amountFen: number) =>
  deed('paid', order, when, { amountFen, refs: { orderId: order } });
const back = (order: string, when: Instant, amountFen: number, whole: boolean) =>
  deed('refunded', `${order}-${when}`, when, { amountFen, refs: { orderId: order, whole } });
const bill = (kind: 'bill_held' | 'bill_released', when: Instant) =>
  deed(kind, String(when), when, { refs: { orderId: 'a' } });
const used = (kind: 'coupon_used' | 'coupon_returned', turn: number) =>
  deed(kind, `c-${turn}`, NOW, { refs: { couponId: 'c', turn } });

describe('a turn of a task', () => {
  it.each<[Task['every'], string, string]>([
    ['day', '2026-11-25T00:00:00', '2026-11-25'],
    ['day', '2026-11-25T23:59:59', '2026-11-25'],
    ['week', '2026-11-29T23:59:59', '2026-11-23'],
    ['week', '2026-11-30T00:00:00', '2026-11-30'],
    ['week', '2027-01-01T08:00:00', '2026-12-28'],
    ['once', '2026-11-25T00:00:00', 'once'],
  ])('of every %s at %s is %s', (every, when, turn) => {
    expect(turnOf({ every }, at(when))).toBe(turn);
  });
});

describe('how far somebody is', () => {
  const monday = at('2026-11-23T00:00:00');
  const sunday = at('2026-11-22T23:59:59');
  it.each<[string, Partial<Task>, Deed[], number]>([
    ['nothing happened', {}, [], 0],
    ['an order of this week', {}, [paid('a', monday, 100)], 1],
    ['one of the week before', {}, [paid('a', sunday, 100)], 0],
    ['one of the week before, of a task done once', { every: 'once' }, [paid('a', sunday, 100)], 1],
    ['told twice', {}, [paid('a', monday, 100), paid('a', monday, 100)], 1],
    ['nothing was paid with money', {}, [paid('a', monday, 0)], 0],
    ['as much as is asked', { minFen: fen(5_000) }, [paid('a', monday, 5_000)], 1],
    ['a fen less', { minFen: fen(5_000) }, [paid('a', monday, 4_999)], 0],
    ['given back whole', {}, [paid('a', monday, 100), back('a', NOW, 100, true)], 0],
    ['told of the refund first', {}, [back('a', NOW, 100, true), paid('a', monday, 100)], 0],
    [
      'a part given back: what is left counts',
      { minFen: fen(5_000) },
      [paid('a', monday, 6_000), back('a', NOW, 1_000, false)],
      1,
    ],
    [
      'two parts given back',
      { minFen: fen(5_000) },
      [paid('a', monday, 6_000), back('a', NOW, 1_000, false), back('a', instant(NOW + 1), 1, false)],
      0,
    ],
    ['in doubt', {}, [paid('a', monday, 100), bill('bill_held', monday)], 0],
    [
      'in doubt no longer',
      {},
      [paid('a', monday, 100), bill('bill_released', NOW), bill('bill_held', monday)],
      1,
    ],
    [
      'two days there, one of them twice',
      { kind: 'check_ins' },
      [deed('checked_in', '1', monday), deed('checked_in', '2', monday), deed('checked_in', '3', NOW)],
      2,
    ],
    [
      'two stores on one day, and one of them on another',
      { kind: 'visits' },
      [
        deed('visited', '1', monday, { storeId: 'sto_a' }),
        deed('visited', '2', monday, { storeId: 'sto_b' }),
        deed('visited', '3', NOW, { storeId: 'sto_a' }),
        deed('visited', '1', monday, { storeId: 'sto_a' }),
      ],
      3,
    ],
    ['another kind', { kind: 'check_ins' }, [deed('visited', '1', monday)], 0],
    [
      'friends, each once',
      { kind: 'invites' },
      [1, 2, 2].map((friend, place) =>
        deed('invited', `f${place}`, NOW, { refs: { inviteeId: `friend${friend}` } }),
      ),
      2,
    ],
    ['a coupon', { kind: 'coupons' }, [used('coupon_used', 1)], 1],
    ['a coupon that came back', { kind: 'coupons' }, [used('coupon_returned', 2), used('coupon_used', 1)], 0],
    [
      'and was used again',
      { kind: 'coupons' },
      [used('coupon_returned', 2), used('coupon_used', 3), used('coupon_used', 1)],
      1,
    ],
  ])('%s', (_case, change, deeds, done) => {
    expect(doneOf(task(change), deeds, nobody, NOW)).toBe(done);
    expect(doneOf(task(change), [...deeds].reverse(), nobody, NOW)).toBe(done);
  });

  it.each<[Task['kind'], Parameters<typeof doneOf>[2], number]>([
    ['nickname', nobody, 0],
    ['nickname', { ...nobody, nickname: '林' }, 1],
    ['phone', { ...nobody, phone: {} }, 1],
    ['phone', { ...nobody, nickname: '林' }, 0],
    ['birthday', { ...nobody, profile: { birthday: '1990-01-01' } }, 1],
  ])('of %s how they stand says it', (kind, standing, done) => {
    expect(doneOf(task({ kind, every: 'once' }), [], standing, NOW)).toBe(done);
  });
});

describe('a rule of tasks', () => {
  it.each<[string, Partial<Task>[], boolean]>([
    ['as it is', [{}], true],
    ['none', [], false],
    ['twelve', Array.from({ length: 12 }, (_none, place) => ({ id: `task-${place}` })), true],
    ['thirteen', Array.from({ length: 13 }, (_none, place) => ({ id: `task-${place}` })), false],
    ['an id twice', [{}, {}], false],
    ['how they stand, daily', [{ kind: 'phone', every: 'day' }], false],
    ['how they stand, once', [{ kind: 'phone', every: 'once' }], true],
    ['an amount of a check-in', [{ kind: 'check_ins', minFen: fen(1) }], false],
    ['nothing for it', [{ prize: { kind: 'thanks' } }], false],
    ['no times', [{ count: 0 }], false],
  ])('%s', (_case, tasks, isFine) => {
    expect(taskRuleDraft().safeParse({ isOn: true, tasks: tasks.map(task) }).success).toBe(isFine);
  });
});
