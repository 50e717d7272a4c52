import type { TemplateView } from '@contracts/coupon/coupon-admin';
import type { CouponApi } from '@contracts/coupon/coupon';
import type { CouponKind, CouponTerms } from '@contracts/coupon/coupon-terms';
import { TuankaError } from '@contracts/errors';
import { fen } from '@contracts/primitives/fen';
import { isCardPlanId, isCouponTemplateId, isStoreId } from '@contracts/primitives/ids';
import { linesOf } from '../../../kit/edit/fields';
import { validityOf, validityValues, type ValidityValues } from './validity';

export interface TemplateValues extends ValidityValues {
  kind: CouponKind;
  title: string;
  amountFen: number | null;
  thresholdFen: number | null;
  percentOff: number | null;
  item: string;
  conditions: string;
  categories: string[];
  storeIds: string[];
  planIds: string[];
  stacksWithMemberPrice: boolean;
  stacksWithPoints: boolean;
  transferable: boolean;
  total: number | null;
  perDay: number | null;
  perMember: number | null;
  perMemberPerDay: number | null;
  collectable: boolean;
  noMemberLimit: boolean;
}

const NEW: TemplateValues = {
  kind: 'amount_off',
  title: '',
  amountFen: null,
  thresholdFen: null,
  percentOff: null,
  item: '',
  conditions: '',
  categories: [],
  storeIds: [],
  planIds: [],
  stacksWithMemberPrice: true,
  stacksWithPoints: true,
  transferable: false,
  total: null,
  perDay: null,
  perMember: 1,
  perMemberPerDay: null,
  collectable: false,
  noMemberLimit: false,
  ...validityValues(null),
};

/** What was named for the shopper by the server stands among the conditions; it is named again when saved. */
const isNamed = (line: string): boolean => /^限(门店|会员卡)：/u.test(line);

export function templateValues(template: TemplateView | null): TemplateValues {
  if (!template) return NEW;
  const { terms, limits, validity, collectable } = template;
  return {
    kind: terms.kind,
    title: terms.title,
    amountFen: terms.amountFen,
    thresholdFen: terms.thresholdFen === 0 ? null : terms.thresholdFen,
    percentOff: terms.kind === 'percent_off' ? terms.percentOff : null,
    item: terms.kind === 'exchange' ? terms.item : '',
    conditions: terms.conditions.filter((line) => !isNamed(line)).join('\n'),
    categories: terms.categories ?? [],
    storeIds: terms.storeIds ?? [],
    planIds: terms.planIds ?? [],
    stacksWithMemberPrice: terms.stacksWithMemberPrice,
    stacksWithPoints: terms.stacksWithPoints,
    transferable: terms.transferable,
    ...limits,
    collectable,
    noMemberLimit: collectable && limits.perMember === null && limits.perMemberPerDay === null,
    ...validityValues(validity),
  };
}

/** A new template gets its id from the request. */
const NO_ID = 'tpl_new';
const orNull = <Value>(all: Value[]): Value[] | null => (all.length === 0 ? null : all);

function termsOf(values: TemplateValues, templateId: string): CouponTerms {
  if (!isCouponTemplateId(templateId)) throw new RangeError(templateId);
  const shared = {
    templateId,
    title: values.title.trim(),
    amountFen: fen(values.amountFen ?? 0),
    thresholdFen: fen(values.thresholdFen ?? 0),
    conditions: linesOf(values.conditions),
    categories: orNull(values.categories),
    storeIds: orNull(values.storeIds.filter(isStoreId)),
    planIds: orNull(values.planIds.filter(isCardPlanId)),
    stacksWithMemberPrice: values.stacksWithMemberPrice,
    stacksWithPoints: values.stacksWithPoints,
    transferable: values.transferable,
  };
  switch (values.kind) {
    case 'amount_off':
      return { kind: 'amount_off', ...shared };
    case 'percent_off':
      return { kind: 'percent_off', percentOff: values.percentOff ?? 0, ...shared };
    case 'exchange':
      return { kind: 'exchange', item: values.item.trim(), ...shared };
  }
}

export const lacksLimit = ({ collectable, perMember, perMemberPerDay }: TemplateValues): boolean =>
  collectable && perMember === null && perMemberPerDay === null;

/** @throws TuankaError invalid_input for a window without ends */
export function templateInput(
  values: TemplateValues,
  before: TemplateView | null,
): Parameters<CouponApi['saveTemplate']>[0] {
  const validity = validityOf(values, before?.validity ?? null);
  if (!validity) throw new TuankaError('invalid_input');
  const { total, perDay, perMember, perMemberPerDay, collectable } = values;
  return {
    edit: before && { templateId: before.templateId, version: before.version },
    terms: termsOf(values, before?.templateId ?? NO_ID),
    validity,
    limits: { total, perDay, perMember, perMemberPerDay },
    collectable,
    noMemberLimit: lacksLimit(values) && values.noMemberLimit,
  };
}
