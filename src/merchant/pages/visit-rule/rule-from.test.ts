import { visitRuleDraft } from '@contracts/play/visit-rule';
import { pointsForm } from '../../components/prize/prize-draft';
import { FIRST_FORM, formOf, type RuleForm } from './rule-draft';
import { forecastText, ruleFrom } from './rule-from';

const problemsOf = (change: Partial<RuleForm>) => {
  const read = ruleFrom({ ...FIRST_FORM, ...change });
  return read.ok ? [] : read.problems.map(({ field, text }) => [field, text]);
};

describe('the form of visits', () => {
  it('is what the contract takes, and is read back the same', () => {
    for (const form of [FIRST_FORM, { ...FIRST_FORM, perMonth: '' }]) {
      const read = ruleFrom(form);
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      expect(visitRuleDraft().safeParse(read.value).success).toBe(true);
      expect(formOf(read.value)).toEqual(form);
    }
  });

  it.each<[string, Partial<RuleForm>, string[][]]>([
    ['no amount', { prize: pointsForm('') }, [['prize-amount-visit', '请填 1 到 100000 的整数']]],
    ['none a day', { perDay: '0' }, [['per-day', '请填 1 到 5 的整数']]],
    ['too many a month', { perMonth: '101' }, [['per-month', '请填 1 到 100 的整数，不限就不填']]],
  ])('says what is wrong with %s', (_case, change, problems) => {
    expect(problemsOf(change)).toEqual(problems);
  });

  it.each<[Partial<RuleForm>, string | null]>([
    [{}, '一位会员每月最多 40 积分'],
    [{ perMonth: '' }, '一位会员每月最多 155 积分'],
    [{ perMonth: '40' }, '一位会员每月最多 155 积分'],
    [{ prize: { kind: 'cards', amount: '1', packId: '' } }, '一位会员每月最多 8 份奖励'],
    [{ perDay: '' }, null],
  ])('says what a member costs at most: %j', (change, text) => {
    expect(forecastText(ruleFrom({ ...FIRST_FORM, ...change }))).toBe(text);
  });
});
