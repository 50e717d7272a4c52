import type { CouponChannel, OfferedCoupon, PackItem } from '../../../contracts/coupon/coupon';
import {
  isCouponId,
  type CouponId,
  type CouponPackId,
  type MemberId,
} from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { longName } from '../../kit/ids/spread';
import { validityFrom } from './validity';

/** The same step of a gift as somebody else has it. Coupons of before were named after the member themself. */
export const twinId = (couponId: string, of: MemberId, other: MemberId): string =>
  couponId
    .replace(holderName(of), holderName(other))
    .replace(of.slice('mem_'.length), other.slice('mem_'.length));

/** A published pack: terms and the clock of each step of its ladder. */
export interface Pack {
  _id: CouponPackId;
  items: readonly PackItem[];
}

/** One grant: who gets it, through which channel, on which occasion, when. */
export interface Grant {
  memberId: MemberId;
  channel: CouponChannel;
  /** Null where a member has only one, as joining; otherwise short and of the id alphabet. */
  occasion: string | null;
  at: Instant;
}

/** The same grant always has the same name: this is what decides that it happens once. */
export const grantIdOf = ({ memberId, channel, occasion }: Omit<Grant, 'at'>): string =>
  [channel, memberId, ...(occasion === null ? [] : [occasion])].join(':');

/** Whose coupons they were issued as, in their ids: coupons change hands, so it must not say who that is (decision 0026). */
export const holderName = (memberId: MemberId): string => longName(`coupons of ${memberId}`);

export function couponIdFor({ memberId, channel, occasion }: Grant, position: number): CouponId {
  const id = `cpn_${holderName(memberId)}-${channel}${occasion === null ? '' : `-${occasion}`}-${position}`;
  if (!isCouponId(id)) throw new RangeError(`not a coupon id: ${id}`);
  return id;
}

interface Untouched {
  status: 'unused';
  usedAt: null;
  lock: null;
  use: null;
  turns: number;
  restored: null;
  revoked: null;
  recalled: null;
  offer: null;
  /** The coupon a friend gave, and the shard of a limited stock: the only two that may be there from the start. */
  givenFrom: CouponId | null;
  stockId: string | null;
}

/** A coupon nobody has done anything with yet. */
const untouched: Untouched = {
  status: 'unused',
  usedAt: null,
  lock: null,
  use: null,
  turns: 0,
  restored: null,
  revoked: null,
  recalled: null,
  offer: null,
  givenFrom: null,
  stockId: null,
};

/** What stands on a coupon, whoever holds it. */
type CouponFacts = Omit<IssuedCoupon, keyof Untouched | 'code'>;
export interface IssuedCoupon extends Untouched {
  _id: CouponId;
  code: string;
  memberId: MemberId;
  grantId: string;
  channel: CouponChannel;
  templateId: PackItem['terms']['templateId'];
  packId: CouponPackId | null;
  terms: PackItem['terms'];
  issuedAt: Instant;
  startsAt: Instant;
  expiresAt: Instant;
}

/** The code drawn for a coupon: the same for the same coupon, as often as a transaction runs. */
export type CodeFor = (id: CouponId) => string;

export const newCoupon = (facts: CouponFacts, codeFor: CodeFor): IssuedCoupon => ({
  ...untouched,
  ...facts,
  code: codeFor(facts._id),
});

/** One by one, as often as each step says. */
const singly = (items: readonly PackItem[]): Pick<PackItem, 'terms' | 'validity'>[] =>
  items.flatMap(({ terms, validity, quantity }) =>
    Array.from({ length: quantity }, () => ({ terms, validity })),
  );

/** How the coupons of a list of steps are named. */
export const couponIdsFor = (items: readonly PackItem[], grant: Grant): CouponId[] =>
  singly(items).map((_, position) => couponIdFor(grant, position + 1));

/** The coupons of a list of steps, each quantity one by one, their clocks starting at the grant. */
export const couponsFor = (
  items: readonly PackItem[],
  grant: Grant,
  packId: CouponPackId | null,
  codeFor: CodeFor,
): IssuedCoupon[] =>
  singly(items).map(({ terms, validity }, position) =>
    newCoupon(
      {
        _id: couponIdFor(grant, position + 1),
        memberId: grant.memberId,
        grantId: grantIdOf(grant),
        channel: grant.channel,
        templateId: terms.templateId,
        packId,
        terms,
        issuedAt: grant.at,
        ...validityFrom(validity, grant.at),
      },
      codeFor,
    ),
  );

/** A pack's ladder as the shopper sees it before. */
export const viewPack = (items: readonly PackItem[]): OfferedCoupon[] =>
  items.map(({ terms, validity, quantity }) => ({ terms, validity, quantity }));
