import { instant } from '../../contracts/primitives/time';
import { memberId } from '../../contracts/values';
import { added, additionsOf, isOpenAt, NO_FIGURES, type Told } from './figures';

const at = (time: string) => instant(Date.parse(`2026-11-21T${time}:00+08:00`));
const hours = { opensAt: '06:00', closesAt: '23:00' };
const own = memberId.parse('mem_01ARZ3NDEKTSV4RRFFQ69G5FAV');
const entry = (told: Partial<Told>): Told => ({
  at: at('12:00'),
  staffId: 'zhou',
  role: 'clerk',
  action: 'payment.openBill',
  subjectId: 'x',
  amountFen: null,
  points: null,
  detail: {},
  ...told,
});

it.each([
  ['05:59', hours, false],
  ['06:00', hours, true],
  ['22:59', hours, true],
  ['23:00', hours, false],
  ['01:00', { opensAt: '18:00', closesAt: '02:00' }, true],
  ['02:00', { opensAt: '18:00', closesAt: '02:00' }, false],
  ['03:00', { opensAt: '00:00', closesAt: '00:00' }, true],
])('at %s of %j it is open: %s', (time, when, open) => {
  expect(isOpenAt(when, at(time))).toBe(open);
});

describe('what an entry adds', () => {
  const quiet = { ownValue: 0, outOfHours: 0 };
  const staff = (key: string) => ({ kind: 'staff', key });
  it.each<[string, Partial<Told>, object[]]>([
    ['a bill', {}, [{ who: staff('zhou'), add: { bills: 1, ...quiet } }]],
    [
      'cash that a second confirmed is whose it was',
      { action: 'payment.recordCounterPayment', staffId: 'wu', amountFen: 900, detail: { takenBy: 'zhou' } },
      [{ who: staff('zhou'), add: { cashBills: 1, cashFen: 900, ...quiet } }],
    ],
    [
      'an attached bill: the recorder’s and the member’s',
      {
        action: 'payment.attach',
        staffId: 'shopper',
        role: 'shopper',
        at: at('03:00'),
        amountFen: 900,
        detail: { recordedBy: 'zhou', memberId: 'mem_x' },
      },
      [
        { who: staff('zhou'), add: { attaches: 1, attachedFen: 900, ...quiet } },
        { who: { kind: 'payer', key: 'mem_x' }, add: { attaches: 1, attachedFen: 900 } },
      ],
    ],
    [
      'points to oneself, at night',
      { action: 'points.adjust', subjectId: own, points: -50, at: at('23:00') },
      [{ who: staff('zhou'), add: { adjustments: 1, adjustedPoints: 50, ownValue: 1, outOfHours: 1 } }],
    ],
    [
      'points moved to oneself',
      { action: 'points.transfer', subjectId: 'mem_x', points: 7, detail: { to: own } },
      [{ who: staff('zhou'), add: { adjustments: 1, adjustedPoints: 7, ownValue: 1, outOfHours: 0 } }],
    ],
    [
      'one’s own coupon',
      { action: 'coupon.redeem', detail: { memberId: own } },
      [{ who: staff('zhou'), add: { ...quiet, ownValue: 1 } }],
    ],
    [
      'coupons by hand: those that were issued',
      { action: 'coupon.issueByHand', subjectId: 'mem_x', detail: { quantity: 9, issued: 3 } },
      [{ who: staff('zhou'), add: { handCoupons: 3, ...quiet } }],
    ],
    [
      'a coupon by hand to oneself',
      { action: 'coupon.issueByHand', subjectId: own, detail: { issued: 1 } },
      [{ who: staff('zhou'), add: { ...quiet, handCoupons: 1, ownValue: 1 } }],
    ],
    ['an ended bill of nobody', { action: 'payment.endBill', role: 'system', staffId: 'system' }, []],
    ['what is not of the counter', { action: 'coupon.savePack' }, []],
  ])('%s', (_name, told, additions) => {
    const isSelf = (staffId: string, memberId: string) => staffId === 'zhou' && memberId === own;
    expect(additionsOf(entry(told), isSelf, hours)).toEqual(additions);
  });

  it('adds up', () => {
    expect(added(added(NO_FIGURES, { bills: 1 }), { bills: 2, cashFen: 5 })).toEqual({
      ...NO_FIGURES,
      bills: 3,
      cashFen: 5,
    });
  });
});
