import { checkPlan, EMPTY_PLAN, planDraftOf, type PlanDraft } from './plan-draft';

const draft: PlanDraft = {
  name: '邻里会员卡',
  benefits: '全场 95 折\n生日双倍积分',
  days: '365',
  rate: '9.5',
};

it('what is saved opens as it was typed', () => {
  const checked = checkPlan(draft);
  expect(checked.ok && planDraftOf(checked.value)).toEqual(draft);
});

it('only the name is needed: no member price, no end', () => {
  expect(checkPlan({ ...EMPTY_PLAN, name: ' 卡 ' })).toEqual({
    ok: true,
    value: { name: '卡', benefits: [], validForDays: null, memberRate: 1000 },
  });
});

it.each([
  ['9.5', 950],
  ['8.88', 888],
  ['9', 900],
  ['0.01', 1],
  ['９．５', 950],
])('%s 折 is %i per mille', (rate, memberRate) => {
  expect(checkPlan({ ...draft, rate })).toMatchObject({ value: { memberRate } });
});

it.each<[Partial<PlanDraft>, string]>([
  [{ name: ' ' }, 'name'],
  [{ rate: '0' }, 'rate'],
  [{ rate: '10' }, 'rate'],
  [{ rate: '95' }, 'rate'],
  [{ rate: '9.555' }, 'rate'],
  [{ days: '0' }, 'days'],
  [{ days: '36501' }, 'days'],
  [{ days: '1.5' }, 'days'],
  [{ days: '1e3' }, 'days'],
  [{ rate: '1e0' }, 'rate'],
  [{ benefits: '字'.repeat(41) }, 'benefits'],
  [{ benefits: '一行\n'.repeat(11) }, 'benefits'],
])('%j is wrong in %s', (differs, field) => {
  const checked = checkPlan({ ...draft, ...differs });
  expect(checked.ok ? [] : checked.problems.map((problem) => problem.field)).toEqual([field]);
});
