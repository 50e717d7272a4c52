import type { VisitRuleDraft } from '@contracts/play/visit-rule';
import { pointsForm, prizeFormOf, type PrizeForm } from '../../components/prize/prize-draft';

/** What the form holds: text as it was typed. */
export interface RuleForm {
  isOn: boolean;
  prize: PrizeForm;
  perDay: string;
  /** Empty: no end. */
  perMonth: string;
}

/** Before the first rule is published. */
export const FIRST_FORM: RuleForm = { isOn: true, prize: pointsForm('5'), perDay: '1', perMonth: '8' };

export const formOf = ({ isOn, prize, perDay, perMonth }: VisitRuleDraft): RuleForm => ({
  isOn,
  prize: prizeFormOf(prize),
  perDay: String(perDay),
  perMonth: perMonth === null ? '' : String(perMonth),
});
