import type { CouponKind, CouponLimits, CouponTerms, CouponValidity } from '@contracts/coupon/coupon';
import type { TemplateView } from '@contracts/coupon/coupon-admin';
import { fenTyped, wholeTyped } from '@contracts/primitives/typed';
import { fen, yuanText } from '@contracts/primitives/fen';
import { isCouponTemplateId, type CardPlanId, type StoreId } from '@contracts/primitives/ids';
import {
  EMPTY_VALIDITY,
  validityDraftOf,
  validityOf,
  type ValidityDraft,
} from '../../components/validity-draft';

/** The form of a template: text as it was typed. */
export interface TemplateDraft {
  kind: CouponKind;
  title: string;
  amount: string;
  threshold: string;
  percentOff: string;
  item: string;
  conditions: string;
  categories: string;
  storeIds: readonly StoreId[];
  planIds: readonly CardPlanId[];
  stacksWithMemberPrice: boolean;
  stacksWithPoints: boolean;
  transferable: boolean;
  validity: ValidityDraft;
  total: string;
  perDay: string;
  perMember: string;
  perMemberPerDay: string;
  collectable: boolean;
  noMemberLimit: boolean;
}

export const EMPTY_TEMPLATE: TemplateDraft = {
  kind: 'amount_off',
  title: '',
  amount: '',
  threshold: '',
  percentOff: '',
  item: '',
  conditions: '',
  categories: '',
  storeIds: [],
  planIds: [],
  stacksWithMemberPrice: true,
  stacksWithPoints: true,
  transferable: false,
  validity: EMPTY_VALIDITY,
  total: '',
  perDay: '',
  perMember: '1',
  perMemberPerDay: '',
  collectable: false,
  noMemberLimit: false,
};

/** What is saved, apart from whether it is new. */
export interface Written {
  terms: CouponTerms;
  validity: CouponValidity;
  limits: CouponLimits;
  collectable: boolean;
  noMemberLimit: boolean;
}
type Problem = { problem: string };

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
const wordsOf = (text: string): string[] => [
  ...new Set(text.split(/[\s，,、]+/u).filter((word) => word !== '')),
];
const lengthOf = (text: string): number => Array.from(text).length;

const MOST_COUNT = 100_000_000;

/** Empty: no limit. `NaN`: not a positive whole number. */
function limitOf(typed: string): number | null {
  if (typed.trim() === '') return null;
  return wholeTyped(typed, 1, MOST_COUNT) ?? NaN;
}

function limitsOf({ total, perDay, perMember, perMemberPerDay }: TemplateDraft): CouponLimits | Problem {
  const limits = {
    total: limitOf(total),
    perDay: limitOf(perDay),
    perMember: limitOf(perMember),
    perMemberPerDay: limitOf(perMemberPerDay),
  };
  return Object.values(limits).some(Number.isNaN)
    ? { problem: '数量限制请填大于 0 的整数，不限就留空' }
    : limits;
}

/** A new template gets its id from the request. */
const NO_ID = 'tpl_new';

function termsOf(draft: TemplateDraft): CouponTerms | Problem {
  const title = draft.title.trim();
  if (title === '' || lengthOf(title) > 20) return { problem: '请写名称，最多 20 个字' };
  const amountFen = fenTyped(draft.amount, 1);
  if (amountFen === null)
    return {
      problem:
        draft.kind === 'amount_off'
          ? '请填减多少元'
          : draft.kind === 'exchange'
            ? '请填商品价值'
            : '请填最多减多少元',
    };
  const thresholdFen = draft.threshold.trim() === '' ? 0 : fenTyped(draft.threshold);
  if (thresholdFen === null) return { problem: '门槛金额不对，无门槛就留空' };
  if (draft.kind === 'amount_off' && thresholdFen > 0 && thresholdFen < amountFen)
    return { problem: '门槛不能低于减的金额' };
  const conditions = linesOf(draft.conditions);
  if (conditions.length > 10 || conditions.some((line) => lengthOf(line) > 60))
    return { problem: '其他条件最多 10 行，每行最多 60 个字' };
  const categories = wordsOf(draft.categories);
  if (!isCouponTemplateId(NO_ID)) throw new RangeError(NO_ID);
  const shared = {
    templateId: NO_ID,
    title,
    amountFen: fen(amountFen),
    thresholdFen: fen(thresholdFen),
    conditions,
    categories: categories.length === 0 ? null : categories,
    storeIds: draft.storeIds.length === 0 ? null : [...draft.storeIds],
    planIds: draft.planIds.length === 0 ? null : [...draft.planIds],
    stacksWithMemberPrice: draft.stacksWithMemberPrice,
    stacksWithPoints: draft.stacksWithPoints,
    transferable: draft.transferable,
  };
  switch (draft.kind) {
    case 'amount_off':
      return { kind: 'amount_off', ...shared };
    case 'percent_off': {
      const percentOff = wholeTyped(draft.percentOff, 1, 100);
      if (percentOff === null) return { problem: '减百分之几请填 1 到 100，减 20 就是八折，减 100 就是免单' };
      return { kind: 'percent_off', percentOff, ...shared };
    }
    case 'exchange': {
      const item = draft.item.trim();
      if (item === '' || lengthOf(item) > 30) return { problem: '请写换什么，最多 30 个字' };
      return { kind: 'exchange', item, ...shared };
    }
  }
}

/** The template as it would be saved, or what is wrong first. */
export function writtenOf(draft: TemplateDraft): Written | Problem {
  const terms = termsOf(draft);
  if ('problem' in terms) return terms;
  const validity = validityOf(draft.validity);
  if ('problem' in validity) return validity;
  const limits = limitsOf(draft);
  if ('problem' in limits) return limits;
  const { collectable, noMemberLimit } = draft;
  const isLimited = limits.perMember !== null || limits.perMemberPerDay !== null;
  if (collectable && !isLimited && !noMemberLimit)
    return { problem: '自己领的券请填每人限几张，或选「每人不限张数」' };
  return { terms, validity, limits, collectable, noMemberLimit: collectable && !isLimited };
}

const typed = (limit: number | null): string => (limit === null ? '' : String(limit));

/** What was named for the shopper by the server stands among the conditions; it is named again when saved. */
const isNamed = (line: string): boolean => /^限(门店|会员卡)：/u.test(line);

/** The form of a template that exists. */
export const templateDraftOf = ({ terms, validity, limits, collectable }: TemplateView): TemplateDraft => ({
  ...EMPTY_TEMPLATE,
  kind: terms.kind,
  title: terms.title,
  amount: yuanText(terms.amountFen),
  threshold: terms.thresholdFen === 0 ? '' : yuanText(terms.thresholdFen),
  percentOff: terms.kind === 'percent_off' ? String(terms.percentOff) : '',
  item: terms.kind === 'exchange' ? terms.item : '',
  conditions: terms.conditions.filter((line) => !isNamed(line)).join('\n'),
  categories: terms.categories?.join(' ') ?? '',
  storeIds: terms.storeIds ?? [],
  planIds: terms.planIds ?? [],
  stacksWithMemberPrice: terms.stacksWithMemberPrice,
  stacksWithPoints: terms.stacksWithPoints,
  transferable: terms.transferable,
  validity: validityDraftOf(validity),
  total: typed(limits.total),
  perDay: typed(limits.perDay),
  perMember: typed(limits.perMember),
  perMemberPerDay: typed(limits.perMemberPerDay),
  collectable,
  noMemberLimit: collectable && limits.perMember === null && limits.perMemberPerDay === null,
});
