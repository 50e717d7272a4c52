import type { CheckInRuleDraft } from '@contracts/play/check-in-rule';
import { pointsForm, prizeFormOf, type PrizeForm } from '../../components/prize/prize-draft';

export interface BonusForm {
  days: string;
  prize: PrizeForm;
}

/** What the form holds: text as it was typed. */
export interface RuleForm {
  isOn: boolean;
  ladder: PrizeForm[];
  bonuses: BonusForm[];
  makesUp: boolean;
  within: string;
  perMonth: string;
  /** Empty: by card only. */
  points: string;
}

/** Before the first rule is published. */
export const FIRST_FORM: RuleForm = {
  isOn: true,
  ladder: ['2', '2', '3', '3', '4', '4', '10'].map(pointsForm),
  bonuses: [{ days: '30', prize: pointsForm('50') }],
  makesUp: true,
  within: '7',
  perMonth: '2',
  points: '10',
};

export function formOf({ isOn, ladder, bonuses, makeUp }: CheckInRuleDraft): RuleForm {
  return {
    isOn,
    ladder: ladder.map(prizeFormOf),
    bonuses: bonuses.map(({ days, prize }) => ({ days: String(days), prize: prizeFormOf(prize) })),
    makesUp: makeUp !== null,
    within: makeUp ? String(makeUp.within) : FIRST_FORM.within,
    perMonth: makeUp ? String(makeUp.perMonth) : FIRST_FORM.perMonth,
    points: makeUp ? (makeUp.points === null ? '' : String(makeUp.points)) : FIRST_FORM.points,
  };
}
