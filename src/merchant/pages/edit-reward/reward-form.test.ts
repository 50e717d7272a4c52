import { rewardDraft } from '@contracts/points/points-mall';
import { formOf, NEW_REWARD, nextSku, rewardFrom, type RewardForm } from './reward-form';

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
  tiers: ['黄金', '铂金'],
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
      expect(rewardFrom(formOf(draft), draft)).toEqual({ ok: true, value: draft });
    },
  );

  it('keeps hours that were set elsewhere unless another day is chosen; the last day counts whole', () => {
    const noon = Date.parse('2026-12-01T12:00:00+08:00');
    const before = rewardDraft.parse({ ...eggs, from: noon, until: noon + 3_600_000 });
    const form = formOf(before);
    expect(rewardFrom(form, before)).toMatchObject({ value: { from: noon, until: noon + 3_600_000 } });
    expect(rewardFrom({ ...form, to: '2026-12-03' }, before)).toMatchObject({
      value: { until: Date.parse('2026-12-04T00:00:00+08:00') },
    });
    expect(rewardFrom({ ...form, from: '' }, before)).toMatchObject({ value: { from: null } });
  });

  it('gives each new choice an id of its own', () => {
    const two = [...NEW_REWARD.skus, nextSku(NEW_REWARD.skus)];
    expect([...two, nextSku(two)].map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it.each<[Partial<RewardForm>, string, string]>([
    [{ name: '' }, 'name', '请写名称'],
    [{ storeIds: [] }, 'store', '请选在哪些门店取用'],
    [{ kind: 'coupon' }, 'template', '请选一种优惠券'],
    [{ points: '0' }, 'points', '请填 1 到 1000000 的整数'],
    [{ points: '1e3' }, 'points', '请填 1 到 1000000 的整数'],
    [{ perMember: '1.5' }, 'per-member', '请填 1 到 1000 的整数'],
    [{ skus: [{ id: 'a', name: '', stock: '' }] }, 'sku-name-a', '请写款式名称'],
    [{ skus: [{ id: 'a', name: '白壳', stock: 'x' }] }, 'sku-stock-a', '请填 0 到 1000000 的整数'],
    [{ from: '2026-12-02', to: '2026-12-01' }, 'to', '最后一天不能早于第一天'],
    [{ worthYuan: 'x' }, 'worth', '请填金额，最多两位小数'],
    [{ worthYuan: '1e3' }, 'worth', '请填金额，最多两位小数'],
    [{ worthYuan: '0x10' }, 'worth', '请填金额，最多两位小数'],
    [{ worthYuan: ' 1 2' }, 'worth', '请填金额，最多两位小数'],
    [{ worthYuan: '12.345' }, 'worth', '请填金额，最多两位小数'],
  ])('says what is wrong: %j', (change, field, text) => {
    const read = rewardFrom({ ...formOf(eggs), ...change }, eggs);
    expect(read.ok ? [] : read.problems.map((problem) => [problem.field, problem.text])).toEqual([
      [field, text],
    ]);
  });
});
