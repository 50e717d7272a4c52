import { DAY_MS, instant } from '@contracts/primitives/time';
import { EMPTY_DRAFT, inputOf, problemOf } from './push-draft';

const now = instant(Date.parse('2026-11-21T12:00:00+08:00'));

describe('the form of a new push', () => {
  it.each([
    [{}, null],
    [{ cardDays: '30' }, null],
    [{ cardDays: '0' }, '天数请填 1 到 365 的整数'],
    [{ joinedDays: '1.5' }, '天数请填 1 到 365 的整数'],
    [{ points: '0' }, '积分请填大于 0 的整数'],
    [{ tags: `常客 ${'一'.repeat(21)}` }, '每个标签最多 20 个字'],
    [{ date: '2026-11-21', clock: '12:00' }, '发送时间已经过了'],
    [{ date: '2026-11-21', clock: '12:01' }, null],
    [{ kind: 'campaign' as const }, '请写标题和内容'],
    [{ kind: 'campaign' as const, title: '会员日', body: '95 折' }, null],
    [{ kind: 'campaign' as const, title: '一'.repeat(21), body: '95 折' }, '标题最多 20 个字'],
  ])('%j: %s', (change, problem) => expect(problemOf({ ...EMPTY_DRAFT, ...change }, now)).toBe(problem));

  it('becomes the input of the operation', () => {
    const typed = {
      couponDays: '3',
      joinedDays: '7',
      notPaidDays: '30',
      points: '100',
      tags: '常客，老人 常客',
      date: '2026-11-22',
      clock: '20:30',
      title: '不发',
    };
    const input = inputOf({ ...EMPTY_DRAFT, ...typed }, now);
    expect(input).toEqual({
      kind: 'coupon_expiry',
      audience: {
        cardExpiresWithinDays: null,
        couponsExpireWithinDays: 3,
        paidWithinDays: null,
        notPaidForDays: 30,
        pointsAtLeast: 100,
        tags: ['常客', '老人'],
        storeIds: [],
        leaderIds: [],
        cardPlanIds: [],
        joinedFrom: now - 7 * DAY_MS,
      },
      text: null,
      givesPack: false,
      sendAt: Date.parse('2026-11-22T20:30:00+08:00'),
    });
  });
});
