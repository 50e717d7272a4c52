import type { VisitRuleDraft } from '@contracts/play/visit-rule';
import { checkForm, neededWhole, optionalWhole, valuesOf, type Checked } from '@/components/form/problems';
import { prizeFrom } from '../../components/prize/prize-draft';
import type { RuleForm } from './rule-draft';

const LONGEST_MONTH = 31;

/** The rule of the form, or everything that is wrong with it. */
export function ruleFrom({ isOn, prize, perDay, perMonth }: RuleForm): Checked<VisitRuleDraft> {
  const given = prizeFrom(prize, 'visit', '到店礼');
  return checkForm(
    {
      'per-day': neededWhole(perDay, '每天几份', [1, 5]),
      'per-month': optionalWhole(perMonth, '每月几份', [1, 100], '，不限就不填'),
    },
    (read): VisitRuleDraft => ({
      isOn,
      prize: valuesOf([given])[0] ?? { kind: 'thanks' },
      perDay: read['per-day'].value,
      perMonth: read['per-month'].value,
    }),
    [given],
  );
}

/** What one member costs at most in a month who comes whenever it brings something; null: the form is not ready. */
export function forecastText(checked: Checked<VisitRuleDraft>): string | null {
  if (!checked.ok) return null;
  const { prize, perDay, perMonth } = checked.value;
  const gifts = Math.min(perMonth ?? Infinity, perDay * LONGEST_MONTH);
  const cost = prize.kind === 'points' ? `${gifts * prize.points} 积分` : `${gifts} 份奖励`;
  return `一位会员每月最多 ${cost}`;
}
