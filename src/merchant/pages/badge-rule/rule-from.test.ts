import { badgeRuleDraft } from '@contracts/play/badge-rule';
import { firstForm, formOf, levelForm, newBadge, type BadgeForm } from './rule-draft';
import { forecastText, ruleFrom } from './rule-from';

const form = (...badges: Partial<BadgeForm>[]) => ({
  isOn: true,
  badges: badges.map((badge) => ({ ...newBadge('常客', 'orders', [levelForm('1')]), ...badge })),
});
const problemsOf = (badge: Partial<BadgeForm>) => {
  const read = ruleFrom(form(badge));
  return read.ok ? [] : read.problems.map(({ field, text }) => [field, text]);
};

describe('the form of badges', () => {
  it('is what the contract takes, and is read back the same', () => {
    const first = firstForm();
    const read = ruleFrom(first);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(badgeRuleDraft().safeParse(read.value).success).toBe(true);
    expect(formOf(read.value)).toEqual(first);
    expect(forecastText(read)).toBe('一位会员得到全部勋章：160 积分，只有一次');
  });

  it.each<[string, Partial<BadgeForm>, string[][]]>([
    ['no name', { name: ' ' }, [['badge-name-0', '请写勋章名称']]],
    ['no count', { levels: [levelForm('')] }, [['badge-count-0-0', '请填 1 到 1000 的整数']]],
    [
      'a level that asks no more than the one before',
      { levels: [levelForm('5'), levelForm('5')] },
      [['badge-count-0-1', '要比上一级多']],
    ],
    [
      'a gift of nothing',
      { levels: [levelForm('5', '0')] },
      [['prize-amount-0-0', '请填 1 到 100000 的整数']],
    ],
  ])('says what is wrong with %s', (_case, badge, problems) => {
    expect(problemsOf(badge)).toEqual(problems);
    expect(forecastText(ruleFrom(form(badge)))).toBeNull();
  });

  it('the contract itself refuses levels that do not rise', () => {
    const read = ruleFrom(form({}));
    if (!read.ok) throw new Error('not ready');
    const level = (count: number) => ({ count, prize: { kind: 'thanks' } });
    const badges = read.value.badges.map((badge) => ({ ...badge, levels: [level(3), level(3)] }));
    expect(badgeRuleDraft().safeParse({ isOn: true, badges }).success).toBe(false);
  });
});
