import { isCardPlanId } from '@contracts/primitives/ids';
import { DAY_MS } from '@contracts/primitives/time';
import { draftOf, EMPTY_RULE, termsFrom, type RuleDraft } from './rule-draft';

const planId = ((id: string) => (isCardPlanId(id) ? id : null))('plan_member');
const filled: RuleDraft = { ...EMPTY_RULE, name: '夜市', priority: '30', planId };
const termsOf = (change: Partial<RuleDraft>) => {
  const read = termsFrom({ ...filled, ...change });
  if (!read.ok) throw new Error(read.problems.map(({ text }) => text).join());
  return read.value;
};
const problemsOf = (change: Partial<RuleDraft>) => {
  const read = termsFrom({ ...filled, ...change });
  return read.ok ? [] : read.problems.map(({ field, text }) => [field, text]);
};

describe('the form of an issue rule', () => {
  it('what is left empty limits nothing', () => {
    expect(termsOf({})).toMatchObject({
      fromFen: 1,
      untilFen: null,
      fromDate: null,
      untilDate: null,
      weekdays: null,
      timeOfDay: null,
      storeIds: null,
      claimValidForMs: 7 * DAY_MS,
    });
  });

  it('the last day belongs to the rule, across months and years', () => {
    expect(termsOf({ firstDay: '2026-12-01', lastDay: '2026-12-31' })).toMatchObject({
      fromDate: '2026-12-01',
      untilDate: '2027-01-01',
    });
    expect(termsOf({ lastDay: '2028-02-28' }).untilDate).toBe('2028-02-29');
  });

  it('a window may cross midnight', () => {
    expect(termsOf({ fromTime: '22:00', untilTime: '2:00' }).timeOfDay).toEqual({
      fromMinute: 1320,
      untilMinute: 120,
    });
  });

  it('midnight as an end is the end of the day', () => {
    expect(termsOf({ fromTime: '22:00', untilTime: '00:00' }).timeOfDay).toEqual({
      fromMinute: 1320,
      untilMinute: 1440,
    });
  });

  it.each<[string, string, Partial<RuleDraft>]>([
    ['name', '请写规则名称，顾客看不到', { name: ' ' }],
    ['priority', '请填 0 到 9999 的整数', { priority: '' }],
    ['priority', '请填 0 到 9999 的整数', { priority: '1.5' }],
    ['plan', '请选择发哪种会员卡', { planId: null }],
    ['from-yuan', '请填 0.01 以上的金额', { fromYuan: '0' }],
    ['until-yuan', '金额上限要大于最低金额', { fromYuan: '50', untilYuan: '50' }],
    ['until-yuan', '请填金额，不限就留空', { untilYuan: 'x' }],
    ['last-day', '最后一天不能早于第一天', { firstDay: '2026-12-02', lastDay: '2026-12-01' }],
    ['until-time', '时段两头都要选，或都不选', { fromTime: '22:00' }],
    ['until-time', '两头不能是同一个时间', { fromTime: '22:00', untilTime: '22:00' }],
    ['claim-days', '请填 1 到 365 天，可以带小数', { claimDays: '' }],
  ])('at %s: %s', (field, text, change) => {
    expect(problemsOf(change)).toEqual([[field, text]]);
  });

  it('everything wrong is told at once', () => {
    expect(problemsOf({ name: '', planId: null, claimDays: '0' }).map(([field]) => field)).toEqual([
      'name',
      'plan',
      'claim-days',
    ]);
  });

  it('a rule read into the form and saved again is the same rule', () => {
    const terms = termsOf({
      fromYuan: '10',
      untilYuan: '50',
      firstDay: '2026-11-01',
      lastDay: '2026-11-30',
      weekdays: [6, 7],
      fromTime: '08:30',
      untilTime: '24:00',
    });
    expect(termsFrom(draftOf(terms))).toEqual({ ok: true, value: terms });
  });
});
