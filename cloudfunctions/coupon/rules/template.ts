import type { CouponLimits, CouponTerms } from '../../../contracts/coupon/coupon';
import type { CardPlanId, StoreId } from '../../../contracts/primitives/ids';

type Limit = number | null;

/** From `before` to `after` nothing that was promised gets scarcer: a limit may be raised or lifted. */
const isLooser = (before: Limit, after: Limit): boolean =>
  after === null ? true : before !== null && after >= before;

/** A published template is never made scarcer: packs that carry it were published trusting that. */
export const limitsMayBecome = (before: CouponLimits, after: CouponLimits): boolean =>
  isLooser(before.total, after.total) &&
  isLooser(before.perDay, after.perDay) &&
  isLooser(before.perMember, after.perMember) &&
  isLooser(before.perMemberPerDay, after.perMemberPerDay);

const STORES = '限门店：';
const PLANS = '限会员卡：';

/** Writes limits by id out in words among the conditions, so that a coupon tells them all by itself. */
export function withNamedLimits(
  terms: CouponTerms,
  stores: readonly { _id: StoreId; name: string }[],
  plans: readonly { _id: CardPlanId; name: string }[],
): CouponTerms {
  const written = terms.conditions.filter((line) => !line.startsWith(STORES) && !line.startsWith(PLANS));
  const names = <Id>(of: readonly { _id: Id; name: string }[], ids: readonly Id[]): string =>
    of
      .filter(({ _id }) => ids.includes(_id))
      .map(({ name }) => name)
      .join('、')
      .slice(0, 50);
  return {
    ...terms,
    conditions: [
      ...(terms.storeIds === null ? [] : [`${STORES}${names(stores, terms.storeIds)}`]),
      ...(terms.planIds === null ? [] : [`${PLANS}${names(plans, terms.planIds)}`]),
      ...written,
    ],
  };
}

/** What everybody takes by themselves needs a limit per member, unless it is said that there is none. */
export const lacksMemberLimit = ({
  collectable,
  noMemberLimit,
  limits: { perMember, perMemberPerDay },
}: {
  collectable: boolean;
  noMemberLimit: boolean;
  limits: CouponLimits;
}): boolean => collectable && !noMemberLimit && perMember === null && perMemberPerDay === null;
