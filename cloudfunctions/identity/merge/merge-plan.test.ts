import { NO_PROFILE } from '../../kit/identity/member-profile';
import { cardNumber } from '../../../contracts/primitives/codes/card-number';
import { isLeaderCode, isLeaderId, isRequestId } from '../../../contracts/primitives/ids';
import { maskPhone } from '../../../contracts/primitives/phone';
import { addMs, DAY_MS, instant, type Instant } from '../../../contracts/primitives/time';
import { cardPlanId, couponId, leaderId, memberId, storeId } from '../../../contracts/values';
import {
  fieldsAfterUndo,
  fieldsOf,
  planMerge,
  type GiftCoupon,
  type MergedFields,
  type MergingMember,
} from './merge-plan';

const kept = memberId.parse('mem_01HZZZZZZZZZZZZZZZZZZZZZZA');
const absorbed = memberId.parse('mem_01HZZZZZZZZZZZZZZZZZZZZZZB');
const noon = instant(Date.parse('2026-11-21T12:00:00+08:00'));
const day = (n: number): Instant => addMs(noon, n * DAY_MS);

const need = <Value>(guard: (value: unknown) => value is Value, value: unknown): Value => {
  if (!guard(value)) throw new Error(String(value));
  return value;
};
const cardOf = (payload: string, expiresAt: Instant | null) => ({
  number: cardNumber(payload),
  planId: cardPlanId.parse('plan_neighbour'),
  planName: '邻里会员卡',
  planVersion: 1,
  issuedAt: noon,
  expiresAt,
});
const phoneOf = (digits: string): MergingMember['phone'] => ({
  masked: maskPhone(digits),
  cipher: `cipher-${digits}`,
  linkedBy: need(isRequestId, 'request-1'),
});
const broughtBy = (name: 'chen' | 'mei', at: Instant): Partial<MergingMember> => ({
  attribution: {
    leaderId: leaderId.parse(`ldr_${name}`),
    storeId: storeId.parse('sto_xingfu'),
    leaderCode: need(isLeaderCode, `code${name}`),
    at,
    source: 'scan',
    groupId: null,
  },
  leaderId: leaderId.parse(`ldr_${name}`),
});

const member = (_id: MergingMember['_id'], more: Partial<MergingMember> = {}): MergingMember => ({
  _id,
  nickname: null,
  profile: NO_PROFILE,
  phone: null,
  card: cardOf(_id === kept ? '1000000001' : '1000000002', null),
  attribution: null,
  leaderId: null,
  joinedAt: noon,
  unreadMessages: 0,
  closesAt: null,
  ...more,
});

interface Case {
  kept?: Partial<MergingMember>;
  absorbed?: Partial<MergingMember>;
  after: Partial<ReturnType<typeof fieldsOf>>;
  says?: string;
}
const plan = (one: Omit<Case, 'after'>, gifts: readonly GiftCoupon[] = []) =>
  planMerge(member(kept, one.kept), member(absorbed, one.absorbed), gifts);

const [anne, bob] = [phoneOf('13800000001'), phoneOf('13900000002')];

it.each<[string, Case]>([
  [
    'the kept nickname wins',
    { kept: { nickname: '林' }, absorbed: { nickname: '王' }, after: { nickname: '林' } },
  ],
  ['a nickname only the other has comes over', { absorbed: { nickname: '王' }, after: { nickname: '王' } }],
  [
    'a phone only the other has comes over',
    { absorbed: { phone: bob }, after: { phone: bob }, says: '手机号转入保留的会员' },
  ],
  [
    'of two phones the kept one stays',
    {
      kept: { phone: anne },
      absorbed: { phone: bob },
      after: { phone: anne },
      says: '手机号保留 138****0001，139****0002 不再关联',
    },
  ],
  ['no phone at all', { after: { phone: null } }],
  [
    'cards that last as long: the kept one',
    { after: { card: cardOf('1000000001', null) }, says: '保留会员的卡' },
  ],
  [
    'a card that never runs out outlasts one that does',
    {
      kept: { card: cardOf('1000000001', day(900)) },
      after: { card: cardOf('1000000002', null) },
      says: '到期更晚的一张',
    },
  ],
  [
    'one millisecond longer is longer',
    {
      kept: { card: cardOf('1000000001', day(1)) },
      absorbed: { card: cardOf('1000000002', addMs(day(1), 1)) },
      after: { card: cardOf('1000000002', addMs(day(1), 1)) },
    },
  ],
  [
    'the same moment is not',
    {
      kept: { card: cardOf('1000000001', day(1)) },
      absorbed: { card: cardOf('1000000002', day(1)) },
      after: { card: cardOf('1000000001', day(1)) },
    },
  ],
  [
    'who brought them first keeps them',
    {
      kept: broughtBy('chen', day(2)),
      absorbed: broughtBy('mei', day(1)),
      after: broughtBy('mei', day(1)),
      says: '归属改为先带来这位会员的团长',
    },
  ],
  [
    'at the same moment the kept one stays',
    { kept: broughtBy('chen', day(1)), absorbed: broughtBy('mei', day(1)), after: broughtBy('chen', day(1)) },
  ],
  ['a leader only the other has', { absorbed: broughtBy('mei', day(1)), after: broughtBy('mei', day(1)) }],
  [
    'a team handed over counts, not the one they came to',
    {
      absorbed: { ...broughtBy('mei', day(1)), leaderId: leaderId.parse('ldr_chen') },
      after: { ...broughtBy('mei', day(1)), leaderId: leaderId.parse('ldr_chen') },
    },
  ],
  [
    'the earlier day of joining',
    {
      kept: { joinedAt: day(3) },
      absorbed: { joinedAt: day(1) },
      after: { joinedAt: day(1) },
      says: '2026-11-22',
    },
  ],
  [
    'unread messages of both',
    { kept: { unreadMessages: 2 }, absorbed: { unreadMessages: 3 }, after: { unreadMessages: 5 } },
  ],
  ['a closure is called off', { absorbed: { closesAt: day(5) }, after: {}, says: '注销申请随合并取消' }],
])('%s', (_name, { after, says = '', ...both }) => {
  const { lines, after: merged, phoneMoves } = plan(both);
  expect(merged).toMatchObject(after);
  expect(lines.join('\n')).toContain(says);
  expect(phoneMoves).toBe(both.kept?.phone === undefined && both.absorbed?.phone !== undefined);
});

it('nobody is told of a closure where none was asked for', () => {
  expect(plan({}).lines.join('\n')).not.toContain('注销');
});

const coupon = (of: typeof kept, step: string, status: string, expiresAt: Instant = day(7)): GiftCoupon => ({
  _id: couponId.parse(`cpn_${of === kept ? 'A' : 'B'}-${step}`),
  memberId: of,
  status,
  expiresAt,
});
const own = (status: string, expiresAt?: Instant) => coupon(kept, 'join-1', status, expiresAt);
const theirs = (status: string, expiresAt?: Instant) => coupon(absorbed, 'join-1', status, expiresAt);

it.each<[string, GiftCoupon[], dropped: string[], takenBack: string[]]>([
  ['only one has it', [theirs('unused')], [], []],
  ['different steps', [own('unused'), coupon(absorbed, 'join-2', 'unused')], [], []],
  ['both unused, as long: theirs goes', [own('unused'), theirs('unused')], ['cpn_B-join-1'], []],
  [
    'both unused, theirs lasts longer: the kept member’s goes',
    [own('unused'), theirs('unused', addMs(day(7), 1))],
    ['cpn_A-join-1'],
    ['cpn_A-join-1'],
  ],
  [
    'theirs is used: the kept member’s goes, however long it lasts',
    [own('unused', day(9)), theirs('used')],
    ['cpn_A-join-1'],
    ['cpn_A-join-1'],
  ],
  ['the kept member’s is used: theirs goes', [own('used'), theirs('unused', day(9))], ['cpn_B-join-1'], []],
  ['one an order holds is kept like a used one', [own('locked'), theirs('unused')], ['cpn_B-join-1'], []],
  ['both used: both stay', [own('used'), theirs('used')], [], []],
])('a newcomer gift twice: %s', (_name, gifts, dropped, takenBack) => {
  expect(plan({}, gifts)).toMatchObject({ dropped, takenBack });
  const said = plan({}, gifts).lines.some((line) => line.includes(`重复的 ${dropped.length} 张新人券不转入`));
  expect(said).toBe(dropped.length > 0);
});

describe('an undo', () => {
  const before = fieldsOf(member(kept, { nickname: '林', unreadMessages: 2 }));
  const after: MergedFields = { ...before, nickname: '王', phone: bob, unreadMessages: 5 };

  it.each<[string, Partial<MergedFields>, Partial<MergedFields>]>([
    ['gives back what the merge changed', {}, before],
    ['what somebody changed since stays', { nickname: '李' }, { ...before, nickname: '李' }],
    ['a phone changed since stays', { phone: anne }, { ...before, phone: anne }],
    ['the other one’s unread messages go with them', { unreadMessages: 6 }, { ...before, unreadMessages: 3 }],
    [
      'messages read meanwhile are never fewer than none',
      { unreadMessages: 1 },
      { ...before, unreadMessages: 0 },
    ],
  ])('%s', (_name, since, expected) => {
    const { card: _parted, ...rest } = expected;
    expect(fieldsAfterUndo({ ...after, ...since }, before, after, (team) => team)).toEqual(rest);
  });

  const [chen, mei, liu] = ['ldr_chen', 'ldr_mei', 'ldr_liu'].filter(isLeaderId);
  it.each([
    ['back in the own team', mei, chen],
    ['which was handed over since', mei, liu, liu],
    ['the other’s was: it goes nowhere', liu, chen],
    ['somebody gave them to a leader since', null, null],
  ])('of another’s team: %s', (_name, now, expected, chensNow = chen) => {
    const teamNow = (team: unknown) => (team === chen ? chensNow! : team === mei ? liu! : null);
    const left = { ...before, leaderId: chen! };
    const merged = { ...after, leaderId: mei! };
    expect(fieldsAfterUndo({ ...merged, leaderId: now ?? null }, left, merged, teamNow).leaderId).toBe(
      expected ?? null,
    );
  });
});
