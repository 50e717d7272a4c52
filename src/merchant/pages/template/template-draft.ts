import type { CouponKind, CouponLimits, CouponTerms, CouponValidity } from '@contracts/coupon/coupon';
import type { TemplateView } from '@contracts/coupon/coupon-admin';
import { fenTyped, wholeTyped } from '@contracts/primitives/typed';
import { fen, yuanText, type Fen } from '@contracts/primitives/fen';
import { isCouponTemplateId, type CardPlanId, type StoreId } from '@contracts/primitives/ids';
import {
  checkForm,
  good,
  needed,
  optional,
  problemsOf,
  refusedForm,
  wrong,
  type Checked,
  type Read,
} from '@/components/form/problems';
import {
  EMPTY_VALIDITY,
  validityDraftOf,
  validityFrom,
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
  categories: readonly string[];
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
  categories: [],
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
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
const lengthOf = (text: string): number => Array.from(text).length;

const MOST_COUNT = 100_000_000;

const limitOf = (typed: string, label: string): Read<number | null> =>
  optional(typed, (text) => wholeTyped(text, 1, MOST_COUNT), label, '请填大于 0 的整数，不限就留空');

/** A new template gets its id from the request. */
const NO_ID = 'tpl_new';

const amountTexts: Readonly<Record<CouponKind, string>> = {
  amount_off: '请填减多少元',
  percent_off: '请填最多减多少元',
  exchange: '请填商品值多少元',
};

const shortText = (typed: string, most: number, label: string, text: string): Read<string> =>
  typed.trim() === '' || lengthOf(typed.trim()) > most ? wrong(label, text) : good(typed.trim());

function thresholdOf({ kind, amount, threshold }: TemplateDraft): Read<Fen> {
  const thresholdFen = threshold.trim() === '' ? fen(0) : fenTyped(threshold);
  if (thresholdFen === null) return wrong('门槛', '请填金额，无门槛就留空');
  const amountFen = fenTyped(amount, 1);
  const tooLow = kind === 'amount_off' && thresholdFen > 0 && amountFen !== null && thresholdFen < amountFen;
  return tooLow ? wrong('门槛', '门槛不能低于减的金额') : good(thresholdFen);
}

function conditionsOf(typed: string): Read<string[]> {
  const lines = linesOf(typed);
  return lines.length > 10 || lines.some((line) => lengthOf(line) > 60)
    ? wrong('其他条件', '最多 10 行，每行最多 60 个字')
    : good(lines);
}

/** Whoever collects by themselves is limited, or it is said that nobody is. */
function perMemberOf(draft: TemplateDraft): Read<number | null> {
  const perMember = limitOf(draft.perMember, '每人限几张');
  const isLimited = draft.perMember.trim() !== '' || draft.perMemberPerDay.trim() !== '';
  return draft.collectable && !isLimited && !draft.noMemberLimit
    ? wrong('每人限几张', '自己领的券请填每人限几张，或选「每人不限张数」')
    : perMember;
}

const readsOf = (draft: TemplateDraft) => ({
  title: shortText(draft.title, 20, '名称', '请写名称，最多 20 个字'),
  'percent-off':
    draft.kind === 'percent_off'
      ? needed(
          wholeTyped(draft.percentOff, 1, 100),
          '减百分之几',
          '请填 1 到 100：减 20 就是八折，减 100 就是免单',
        )
      : good(null),
  item:
    draft.kind === 'exchange' ? shortText(draft.item, 30, '换什么', '请写换什么，最多 30 个字') : good(null),
  amount: needed(fenTyped(draft.amount, 1), '金额', amountTexts[draft.kind]),
  threshold: thresholdOf(draft),
  conditions: conditionsOf(draft.conditions),
  total: limitOf(draft.total, '一共发'),
  'per-day': limitOf(draft.perDay, '每天发'),
  'per-member': perMemberOf(draft),
  'per-member-per-day': limitOf(draft.perMemberPerDay, '每人每天限'),
});

interface Worth {
  percentOff: number | null;
  item: string | null;
  amountFen: Fen;
  thresholdFen: Fen;
  conditions: string[];
}

function termsOf(draft: TemplateDraft, { percentOff, item, ...worth }: Worth): CouponTerms {
  if (!isCouponTemplateId(NO_ID)) throw new RangeError(NO_ID);
  const shared = {
    templateId: NO_ID,
    title: draft.title.trim(),
    ...worth,
    categories: draft.categories.length === 0 ? null : [...draft.categories],
    storeIds: draft.storeIds.length === 0 ? null : [...draft.storeIds],
    planIds: draft.planIds.length === 0 ? null : [...draft.planIds],
    stacksWithMemberPrice: draft.stacksWithMemberPrice,
    stacksWithPoints: draft.stacksWithPoints,
    transferable: draft.transferable,
  };
  if (percentOff !== null) return { kind: 'percent_off', percentOff, ...shared };
  return item === null ? { kind: 'amount_off', ...shared } : { kind: 'exchange', item, ...shared };
}

/** The template as it would be saved, or what is wrong with which field. */
export function writtenFrom(draft: TemplateDraft): Checked<Written> {
  const reads = readsOf(draft);
  const validity = validityFrom('validity', draft.validity);
  if (!validity.ok) return refusedForm([...problemsOf(reads), ...validity.problems]);
  return checkForm(reads, (read) => {
    const limits = {
      total: read.total.value,
      perDay: read['per-day'].value,
      perMember: read['per-member'].value,
      perMemberPerDay: read['per-member-per-day'].value,
    };
    const isLimited = limits.perMember !== null || limits.perMemberPerDay !== null;
    return {
      terms: termsOf(draft, {
        percentOff: read['percent-off'].value,
        item: read.item.value,
        amountFen: read.amount.value,
        thresholdFen: read.threshold.value,
        conditions: read.conditions.value,
      }),
      validity: validity.value,
      limits,
      collectable: draft.collectable,
      noMemberLimit: draft.collectable && !isLimited,
    };
  });
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
  categories: terms.categories ?? [],
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
