import { isCardPlanId } from '@contracts/primitives/ids';
import { DAY_MS } from '@contracts/primitives/time';
import { draftOf, EMPTY_RULE, minuteFrom, termsFrom, type RuleDraft } from './rule-draft';

const planId = ((id: string) => (isCardPlanId(id) ? id : null))('plan_member');
const filled: RuleDraft = { ...EMPTY_RULE, name: '夜市', priority: '30', planId };
const termsOf = (change: Partial<RuleDraft>) => {
  const read = termsFrom({ ...filled, ...change });
  if ('problem' in read) throw new Error(read.problem);
  return read.terms;
};
const problemOf = (change: Partial<RuleDraft>) => {
  const read = termsFrom({ ...filled, ...change });
  return 'problem' in read ? read.problem : null;
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
    expect(minuteFrom('24:00')).toBe(1440);
  });

  it.each<[string, Partial<RuleDraft>]>([
    ['请写规则名称', { name: ' ' }],
    ['优先级请填 0 到 9999 的整数', { priority: '' }],
    ['优先级请填 0 到 9999 的整数', { priority: '1.5' }],
    ['请选择发哪种会员卡', { planId: null }],
    ['金额上限要大于最低金额', { fromYuan: '50', untilYuan: '50' }],
    ['日期请写成 2026-11-21，结束不早于开始', { firstDay: '2026-02-30' }],
    ['日期请写成 2026-11-21，结束不早于开始', { firstDay: '2026-12-02', lastDay: '2026-12-01' }],
    ['时段请写成 22:00 和 02:00，两头都要填', { fromTime: '22:00' }],
    ['时段请写成 22:00 和 02:00，两头都要填', { fromTime: '24:30', untilTime: '02:00' }],
    ['领取期限请填 1 到 365 天', { claimDays: '' }],
  ])('%s', (problem, change) => {
    expect(problemOf(change)).toBe(problem);
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
    expect(termsFrom(draftOf(terms))).toEqual({ terms });
  });
});
