import { useCallback, useRef, useState } from 'react';
import type { CouponApi } from '@contracts/coupon/coupon';
import type { DeskCoupon, Redemption } from '@contracts/coupon/coupon-desk';
import type { Fen } from '@contracts/primitives/fen';
import { isMemberCode, type MemberCode } from '@contracts/primitives/codes/member-code';
import type { StoreId } from '@contracts/primitives/ids';
import { fenTyped, numberTyped } from '@contracts/primitives/typed';
import { useAction, type Action } from '@/hooks/use-action';
import { couponService } from '@/services';

type Found = ReturnType<CouponApi['lookUp']>;

/** What the clerk has in hand: nothing yet, what was found, or what was just redeemed. */
export type DeskStep =
  | { kind: 'ready' }
  /** `memberCode`: it was found by it. */
  | { kind: 'found'; found: Found; memberCode: MemberCode | null }
  | { kind: 'done'; redemption: Redemption }
  | { kind: 'undone' };

export interface Counter {
  step: DeskStep;
  lookUp: Action<{ shown: string; amount: string }>;
  redeem: Action<DeskCoupon>;
  undo: Action<{ couponId: DeskCoupon['id']; turn: number; reason: string }>;
  next: () => void;
}

/**
 * Scan → look → confirm → done. A confirm carries what was shown: after a lost answer the same tap is the same
 * redemption.
 */
export function useDesk(storeId: StoreId | null): Counter {
  const [step, setStep] = useState<DeskStep>({ kind: 'ready' });
  const amount = useRef<Fen | null>(null);
  const scannedCode = useRef<MemberCode | null>(null);

  const lookUp = useAction(async (typed: { shown: string; amount: string }) => {
    if (storeId === null) return;
    amount.current = fenTyped(typed.amount);
    const found = await couponService.lookUp({ shown: typed.shown, storeId, amountFen: amount.current });
    const digits = numberTyped(typed.shown);
    scannedCode.current = isMemberCode(digits) ? digits : null;
    setStep({ kind: 'found', found, memberCode: scannedCode.current });
  });
  const redeem = useAction(async ({ id: couponId, turn }: DeskCoupon) => {
    if (storeId === null) return;
    const { redemption } = await couponService.redeem({
      couponId,
      turn,
      storeId,
      amountFen: amount.current,
      memberCode: scannedCode.current,
    });
    setStep({ kind: 'done', redemption });
  });
  const undo = useAction(async (undoing: { couponId: DeskCoupon['id']; turn: number; reason: string }) => {
    await couponService.undoRedeem(undoing);
    setStep({ kind: 'undone' });
  });
  const next = useCallback(() => setStep({ kind: 'ready' }), []);
  return { step, lookUp, redeem, undo, next };
}
