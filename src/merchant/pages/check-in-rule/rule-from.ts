import type { CheckInRuleDraft } from '@contracts/play/check-in-rule';
import { wholeTyped } from '@contracts/primitives/typed';
import {
  checkForm,
  good,
  neededWhole,
  optionalWhole,
  problemsOf,
  readyForm,
  refusedForm,
  valuesOf,
  wrong,
  type Checked,
} from '@/components/form/problems';
import { prizeFrom } from '../../components/prize/prize-draft';
import type { BonusForm, RuleForm } from './rule-draft';

type Bonus = CheckInRuleDraft['bonuses'][number];
const DAYS = [2, 365] as const;

function bonusFrom(bonuses: readonly BonusForm[], { days, prize }: BonusForm, at: number): Checked<Bonus> {
  const isTwice = bonuses.some(
    (other, position) =>
      position < at && wholeTyped(other.days, ...DAYS) === wholeTyped(days, ...DAYS) && days.trim() !== '',
  );
  const count = isTwice ? wrong('连续天数', '这个天数已经有一份') : neededWhole(days, '连续天数', DAYS);
  const given = prizeFrom(prize, `bonus-${at}`, '连续签到的奖励');
  const problems = [...problemsOf({ [`bonus-days-${at}`]: count }), ...(given.ok ? [] : given.problems)];
  return count.ok && given.ok ? readyForm({ days: count.value, prize: given.value }) : refusedForm(problems);
}

/** The rule of the form, or everything that is wrong with it. */
export function ruleFrom(form: RuleForm): Checked<CheckInRuleDraft> {
  const ladder = form.ladder.map((prize, at) => prizeFrom(prize, `day-${at}`, `第 ${at + 1} 天的奖励`));
  const bonuses = form.bonuses.map((bonus, at) => bonusFrom(form.bonuses, bonus, at));
  const { makesUp } = form;
  return checkForm(
    {
      within: makesUp ? neededWhole(form.within, '几天内可以补', [1, 14]) : good(1),
      'per-month': makesUp ? neededWhole(form.perMonth, '每月补几次', [1, 10]) : good(1),
      'make-up-points': makesUp
        ? optionalWhole(form.points, '补签的积分', [1, 100_000], '，只用补签卡就不填')
        : good(null),
    },
    (read): CheckInRuleDraft => ({
      isOn: form.isOn,
      ladder: valuesOf(ladder),
      bonuses: valuesOf(bonuses),
      makeUp: makesUp
        ? {
            within: read.within.value,
            perMonth: read['per-month'].value,
            points: read['make-up-points'].value,
          }
        : null,
    }),
    [...ladder, ...bonuses],
  );
}
