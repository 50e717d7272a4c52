import { refuse, TuankaError } from '../../../contracts/errors';
import type { Fen } from '../../../contracts/primitives/fen';
import type { CouponId, StoreId } from '../../../contracts/primitives/ids';
import type { MemberCode } from '../../../contracts/primitives/codes/member-code';
import { auditIdFor, recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { readMemberByCode, recordCodeUse, type ScannedMember } from '../../kit/identity/read-member-by-code';
import { judgeAtDesk, viewCouponUse } from './desk';
import { redeemedByClerk } from '../rules/lifecycle';
import { usedFact } from '../facts/coupon-facts';

interface Confirm {
  couponId: CouponId;
  turn: number;
  storeId: StoreId;
  amountFen: Fen | null;
  memberCode: MemberCode | null;
}

type RedeemCall = WriteCall<'clerk'>;

/**
 * A clerk confirms what was shown: eight database calls, twelve when a member's code was scanned, which is used up with it. The same confirm again, from a phone that was offline or by a second tap,
 * is the same redemption; another clerk's is told that the coupon is used.
 * @throws TuankaError with the reason the coupon cannot be used here, store_closed, or coupon_redeemed_since
 */
export async function redeemCoupon(
  call: RedeemCall,
  { couponId, turn, storeId, amountFen, memberCode }: Confirm,
) {
  const { store, staff, now, requestId } = call;
  const [scanned, shop] = await Promise.all([
    memberCode && readScanned(call, memberCode),
    store.stores.get(storeId),
  ]);
  const redeemed = await store.transact(async (transaction) => {
    const coupon = await transaction.coupons.require(couponId, 'coupon_not_found');
    const owner = await transaction.members.get(coupon.memberId);
    const desk = { storeId, isClosed: shop?.open === false, planId: owner?.card.planId ?? null, amountFen };
    const { refusal, savingFen } = judgeAtDesk(coupon, desk, now);
    const use = { turn, staffId: staff._id, storeId, amountFen, savingFen };
    const change = redeemedByClerk(coupon, use, now);
    if (!change) return coupon;
    if (refusal) throw refuse(refusal.reason);
    if (owner?.frozen) throw refuse('owner_frozen');
    if (scanned) await useUp(call, transaction, scanned, owner);
    const entry = { action: 'coupon.redeem', subjectId: couponId };
    if (change.use) transaction.tell(usedFact(coupon, change.use, now, auditIdFor(requestId, entry)));
    await transaction.coupons.update(couponId, change);
    await recordAudit(transaction, call, {
      ...entry,
      storeId,
      amountFen: savingFen,
      before: { status: coupon.status },
      after: { status: 'used', turn },
      detail: { memberId: coupon.memberId },
    });
    return { ...coupon, ...change };
  });
  return { redemption: viewCouponUse(redeemed), now };
}

/** Why a code cannot be used is told only when there is something to redeem: the same confirm again needs none. */
async function readScanned(
  { store, settings, now, requestId }: RedeemCall,
  code: MemberCode,
): Promise<ScannedMember | TuankaError> {
  try {
    return await readMemberByCode(store, settings, code, now, requestId);
  } catch (error) {
    if (error instanceof TuankaError && error.code.startsWith('member_code_')) return error;
    throw error;
  }
}

async function useUp(
  { requestId, now }: RedeemCall,
  transaction: TransactionStore,
  scanned: ScannedMember | TuankaError,
  owner: DocumentOf<'members'> | null,
): Promise<void> {
  if (scanned instanceof TuankaError) throw scanned;
  // Merged a moment ago, the coupon may still be the tombstone's.
  if ((owner?.mergedInto ?? owner?._id) !== scanned.member._id) throw refuse('member_code_unknown');
  await recordCodeUse(transaction, scanned.use, requestId, now);
}
