import { DAY_MS, instant } from '@contracts/primitives/time';
import { EMPTY_DRAFT, pushFrom, type PushDraft } from './push-draft';

const now = instant(Date.parse('2026-11-21T12:00:00+08:00'));

describe('the form of a new push', () => {
  it.each<[Partial<PushDraft>, [string, string][]]>([
    [{}, []],
    [{ cardDays: '30' }, []],
    [{ cardDays: '0' }, [['card-days', '请填 1 到 365 的整数，不限就留空']]],
    [{ joinedDays: '1.5' }, [['joined-days', '请填 1 到 365 的整数，不限就留空']]],
    [{ points: '0' }, [['points', '请填 1 到 99999999 的整数，不限就留空']]],
    [{ tags: `常客 ${'一'.repeat(21)}` }, [['tags', '每个标签最多 20 个字']]],
    [{ date: '2026-11-21', clock: '12:00' }, [['clock', '发送时间已经过了']]],
    [{ date: '2026-11-21', clock: '12:01' }, []],
    [
      { kind: 'campaign' },
      [
        ['title', '请写标题'],
        ['body', '请写内容'],
      ],
    ],
    [{ kind: 'campaign', title: '会员日', body: '95 折' }, []],
    [{ kind: 'campaign', title: '一'.repeat(21), body: '95 折' }, [['title', '标题最多 20 个字']]],
  ])('%j: %j', (change, problems) => {
    const read = pushFrom({ ...EMPTY_DRAFT, ...change }, now);
    expect(read.ok ? [] : read.problems.map(({ field, text }) => [field, text])).toEqual(problems);
  });

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
    const read = pushFrom({ ...EMPTY_DRAFT, ...typed }, now);
    expect(read.ok && read.value).toEqual({
      kind: 'coupon_expiry',
      audience: {
        cardExpiresWithinDays: null,
        couponsExpireWithinDays: 3,
        paidWithinDays: null,
        notPaidForDays: 30,
        pointsAtLeast: 100,
        segmentIds: [],
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
