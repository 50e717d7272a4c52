import {
  checkForm,
  good,
  needed,
  neededText,
  optional,
  wrong,
  type Checked,
  type Read,
} from '@/components/form/problems';
import type { CardPlanTerms } from '@contracts/card/card-plans';
import { decimalTyped, wholeTyped } from '@contracts/primitives/typed';
import { rateTyped } from '../../components/words/plan-text';

export interface PlanDraft {
  name: string;
  /** One a line. */
  benefits: string;
  /** Empty: it does not expire. */
  days: string;
  /** 折: `9.5`; empty: no member price. */
  rate: string;
}

export const EMPTY_PLAN: PlanDraft = { name: '', benefits: '', days: '', rate: '' };

export const planDraftOf = ({ name, benefits, validForDays, memberRate }: CardPlanTerms): PlanDraft => ({
  name,
  benefits: benefits.join('\n'),
  days: validForDays === null ? '' : String(validForDays),
  rate: memberRate === 1000 ? '' : rateTyped(memberRate),
});

const MOST_DAYS = 36_500;
const MOST_BENEFITS = 10;
const LONGEST_BENEFIT = 40;

const daysTyped = (typed: string): number | null => wholeTyped(typed, 1, MOST_DAYS);

/** Up to two digits after the point: 8.88 折 is 888 per mille. */
const rateOf = (typed: string): number | null => decimalTyped(typed, 2, 1, 999);

function benefitsTyped(typed: string): Read<string[]> {
  const lines = typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length > MOST_BENEFITS) return wrong('权益', `最多 ${MOST_BENEFITS} 行`);
  if (lines.some((line) => Array.from(line).length > LONGEST_BENEFIT))
    return wrong('权益', `每行最多 ${LONGEST_BENEFIT} 个字`);
  return good(lines);
}

export function checkPlan(draft: PlanDraft): Checked<CardPlanTerms> {
  const reads = {
    name: neededText(draft.name, '名称', '请填卡的名称'),
    rate:
      draft.rate.trim() === ''
        ? good(1000)
        : needed(rateOf(draft.rate), '会员价', '填 0.01 到 9.99，如 9.5；没有就不填'),
    days: optional(draft.days, daysTyped, '有效期', `填 1 到 ${MOST_DAYS} 天；长期有效就不填`),
    benefits: benefitsTyped(draft.benefits),
  };
  return checkForm(reads, (read) => ({
    name: read.name.value,
    benefits: read.benefits.value,
    validForDays: read.days.value,
    memberRate: read.rate.value,
  }));
}
