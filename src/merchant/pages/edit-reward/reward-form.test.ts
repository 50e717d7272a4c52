import { rewardDraft } from '@contracts/points/points-mall';
import { draftOf, formOf, NEW_REWARD, nextSku, problemOf, type RewardForm } from './reward-form';

const eggs = rewardDraft.parse({
  kind: 'goods',
  name: '土鸡蛋 10 枚',
  about: ['凭兑换码到店自提', '没有自提前可以取消'],
  points: 800,
  worthFen: 1550,
  from: null,
  until: Date.parse('2026-12-04T00:00:00+08:00'),
  perMember: 5,
  perMemberPerDay: 1,
  skus: [
    { id: 'a', name: '白壳', stock: 30 },
    { id: 'b', name: '红壳', stock: null },
  ],
  storeIds: ['sto_xingfu'],
  couponTemplateId: null,
  position: 2,
  status: 'open',
});
const plain = { ...eggs, until: null, storeIds: [], skus: [{ id: 'std', name: '标准', stock: null }] };
const drafts = [
  eggs,
  rewardDraft.parse({ ...plain, kind: 'coupon', name: '满 29 减 5 券', couponTemplateId: 'tpl_fresh-5' }),
  rewardDraft.parse({ ...plain, kind: 'charity', name: '送餐', worthFen: null, perMember: null }),
];

describe('the form of a reward', () => {
  it.each(drafts.map((draft) => [draft.name, draft] as const))(
    'shows 「%s」 and makes the same of it',
    (_, draft) => {
      expect(draftOf(formOf(draft), draft)).toEqual(draft);
    },
  );

  it('keeps hours that were set elsewhere unless another day is chosen; the last day counts whole', () => {
    const noon = Date.parse('2026-12-01T12:00:00+08:00');
    const before = rewardDraft.parse({ ...eggs, from: noon, until: noon + 3_600_000 });
    const form = formOf(before);
    expect(draftOf(form, before)).toMatchObject({ from: noon, until: noon + 3_600_000 });
    expect(draftOf({ ...form, to: '2026-12-03' }, before).until).toBe(
      Date.parse('2026-12-04T00:00:00+08:00'),
    );
    expect(draftOf({ ...form, from: '' }, before).from).toBeNull();
  });

  it('gives each new choice an id of its own', () => {
    const two = [...NEW_REWARD.skus, nextSku(NEW_REWARD.skus)];
    expect([...two, nextSku(two)].map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it.each<[Partial<RewardForm>, string]>([
    [{ name: '' }, '请写名称'],
    [{ storeIds: [] }, '请选在哪些门店领取'],
    [{ kind: 'coupon' }, '请选一种优惠券'],
    [{ points: '0' }, '「需要积分」请填 1 到 1000000 的整数'],
    [{ perMember: '1.5' }, '「每人限兑」请填 1 到 1000 的整数'],
    [{ skus: [{ id: 'a', name: '', stock: '' }] }, '每种款式都要有名称'],
    [{ worthYuan: 'x' }, '「价值」请填金额，最多两位小数'],
    [{ worthYuan: '1e3' }, '「价值」请填金额，最多两位小数'],
    [{ worthYuan: '0x10' }, '「价值」请填金额，最多两位小数'],
    [{ worthYuan: ' 1 2' }, '「价值」请填金额，最多两位小数'],
    [{ worthYuan: '12.345' }, '「价值」请填金额，最多两位小数'],
    [{ points: '1e3' }, '「需要积分」请填 1 到 1000000 的整数'],
  ])('says what is wrong: %j', (change, problem) => {
    expect(problemOf({ ...formOf(eggs), ...change }, eggs)).toBe(problem);
  });
});
