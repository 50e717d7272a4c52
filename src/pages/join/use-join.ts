import { useRef, useState } from 'react';
import { TuankaError } from '@contracts/errors';
import type { MemberApi } from '@contracts/member/member';
import type { ClaimId, InviteCode, LeaderCode, OfferCode, RequestId } from '@contracts/primitives/ids';
import { overviewCache } from '@/hooks/overview-cache';
import { freshSnapshot, type Snapshot } from '@/hooks/snapshot';
import { useAction } from '@/hooks/use-action';
import { useEntry } from '@/hooks/use-entry';
import { couponService, memberService } from '@/services';
import { newRequestId } from '@contracts/primitives/codes/new-request-id';

export type JoinResult = ReturnType<MemberApi['join']>;

export interface Join {
  joined: Snapshot<JoinResult> | null;
  /** Why the friend's coupon this link was about did not come with it; null: it did, or there was none. */
  giftProblem: TuankaError | null;
  busy: boolean;
  error: TuankaError | null;
  start: (phoneCode: string | null) => void;
  /** The same attempt again: the server answers what it answered, should the first answer have been lost. */
  retry: () => void;
}

interface Attempt {
  phoneCode: string | null;
  requestId: RequestId;
}

interface Promised {
  /** A friend's card the person came by. */
  inviteCode?: InviteCode | null;
  /** The card a first payment promised, issued instead of the usual one. */
  claimId?: ClaimId | null;
  /** A friend's coupon, taken as soon as there is a member to take it. */
  giftCode?: OfferCode | null;
  /** The version of the member charter that is shown. */
  charter?: string | null;
}

export function useJoin(
  leaderCode: LeaderCode | null,
  { inviteCode = null, claimId = null, giftCode = null, charter = null }: Promised = {},
): Join {
  const [giftProblem, setGiftProblem] = useState<TuankaError | null>(null);
  const takeGift = async (result: JoinResult): Promise<JoinResult> => {
    if (giftCode === null) return result;
    try {
      const { coupon } = await couponService.takeOffer({ offerCode: giftCode });
      return { ...result, coupons: [coupon, ...result.coupons.filter(({ id }) => id !== coupon.id)] };
    } catch (error) {
      if (!(error instanceof TuankaError)) throw error;
      setGiftProblem(error); // the card is there all the same
      return result;
    }
  };
  const [joined, setJoined] = useState<Snapshot<JoinResult> | null>(null);
  const last = useRef<Attempt | null>(null);
  const entry = useEntry();
  const { busy, error, run } = useAction(async ({ phoneCode, requestId }: Attempt) => {
    last.current = { phoneCode, requestId };
    const result = await memberService.join(
      {
        leaderCode,
        phoneCode,
        entry: entry.current,
        ...(inviteCode !== null && { inviteCode }),
        ...(claimId !== null && { claimId }),
        ...(charter !== null && { charter }),
      },
      { requestId },
    );
    overviewCache.clear(); // it says "not a member"
    setJoined(freshSnapshot(await takeGift(result)));
  });

  return {
    joined,
    giftProblem,
    busy,
    error,
    start: (phoneCode) => void run({ phoneCode, requestId: newRequestId() }),
    retry: () => {
      if (last.current) void run(last.current);
    },
  };
}
