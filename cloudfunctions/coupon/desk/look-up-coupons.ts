import { refuse } from '../../../contracts/errors';
import type { Fen } from '../../../contracts/primitives/fen';
import { isCardNumber } from '../../../contracts/primitives/codes/card-number';
import type { StoreId } from '../../../contracts/primitives/ids';
import { isMemberCode } from '../../../contracts/primitives/codes/member-code';
import { numberTyped } from '../../../contracts/primitives/typed';
import { moreThan, oneOf } from '../../kit/store/query/condition';
import type { ReadCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import { readMemberByCard, readMemberByCode } from '../../kit/identity/read-member-by-code';
import { isCouponCode, needsNewCode } from '../rules/coupon-code';
import { deskOrder, UNDO_MS, viewAtDesk } from './desk';

const MOST = 50;

type Coupon = DocumentOf<'coupons'>;

interface Found {
  member: DocumentOf<'members'>;
  coupons: Coupon[];
}

/**
 * What a clerk scanned or typed, and what may be done with it here. Reading uses nothing up: a coupon is used once by
 * itself, so a member's code need not be.
 * @throws TuankaError coupon_not_found, card_not_found, member_code_expired, member_code_used, member_code_unknown
 */
export async function lookUpCoupons(
  call: ReadCall<'clerk'>,
  { shown, storeId, amountFen }: { shown: string; storeId: StoreId; amountFen: Fen | null },
) {
  const { store, now } = call;
  const [{ member, coupons }, shop] = await Promise.all([
    find(call, shown.trim()),
    store.stores.get(storeId),
  ]);
  const desk = { storeId, isClosed: shop?.open === false, planId: member.card.planId, amountFen };
  return {
    member: {
      nickname: member.nickname,
      phone: member.phone?.masked ?? null,
      planName: member.card.planName,
    },
    coupons: coupons.map((coupon) => viewAtDesk(coupon, desk, now)).sort(deskOrder),
    now,
  };
}

async function find(call: ReadCall<'clerk'>, shown: string): Promise<Found> {
  const { store, settings, now, requestId } = call;
  const number = numberTyped(shown);
  if (isMemberCode(number)) {
    const { member } = await readMemberByCode(store, settings, number, now, requestId);
    return { member, coupons: await readAlive(call, member) };
  }
  if (isCardNumber(number)) {
    const member = await readMemberByCard(store, number);
    return { member, coupons: await readAlive(call, member) };
  }
  const coupon = await readShown(call, shown);
  if (!coupon) throw refuse('coupon_not_found');
  return { member: await store.members.require(coupon.memberId, 'coupon_not_found'), coupons: [coupon] };
}

/** By its digits, scanned or typed, and by nothing that can be computed: neither its id nor a code made of it. */
async function readShown({ store }: ReadCall<'clerk'>, shown: string): Promise<Coupon | null> {
  const code = numberTyped(shown);
  if (!isCouponCode(code)) return null;
  const { items } = await store.coupons.find({ where: { code }, orderBy: '_id', limit: 2 });
  const [only, another] = items;
  return only && !another && !needsNewCode(only) ? only : null;
}

/** What the member can still use, and what a clerk has just redeemed and may take back. */
async function readAlive(
  { store, now }: ReadCall<'clerk'>,
  { _id: memberId }: Found['member'],
): Promise<Coupon[]> {
  const [alive, used] = await Promise.all([
    store.coupons.find({
      where: {
        memberId,
        status: oneOf<Coupon['status']>(['unused', 'locked', 'offered']),
        expiresAt: moreThan(now),
      },
      orderBy: 'expiresAt',
      limit: MOST,
    }),
    store.coupons.find({
      where: { memberId, status: 'used', expiresAt: moreThan(now) },
      orderBy: 'expiresAt',
      limit: MOST,
    }),
  ]);
  const recent = used.items.filter(({ usedAt }) => usedAt !== null && now < usedAt + UNDO_MS);
  return [...alive.items, ...recent].slice(0, MOST);
}
