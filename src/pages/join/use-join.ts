import { useRef, useState } from 'react';
import type { TuankaError } from '@contracts/errors';
import type { MemberApi } from '@contracts/member';
import type { ClaimId, LeaderCode, RequestId } from '@contracts/primitives/ids';
import { overviewCache } from '@/hooks/overview-cache';
import { freshSnapshot, type Snapshot } from '@/hooks/snapshot';
import { useAction } from '@/hooks/use-action';
import { memberService } from '@/services';
import { newRequestId } from '@/services/request-id';

export type JoinResult = ReturnType<MemberApi['join']>;

export interface Join {
  joined: Snapshot<JoinResult> | null;
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

/** @param claimId the card a first payment promised, issued instead of the usual one */
export function useJoin(leaderCode: LeaderCode | null, claimId: ClaimId | null = null): Join {
  const [joined, setJoined] = useState<Snapshot<JoinResult> | null>(null);
  const last = useRef<Attempt | null>(null);
  const { busy, error, run } = useAction(async ({ phoneCode, requestId }: Attempt) => {
    last.current = { phoneCode, requestId };
    const result = await memberService.join(
      { leaderCode, phoneCode, ...(claimId !== null && { claimId }) },
      { requestId },
    );
    overviewCache.clear(); // it says "not a member"
    setJoined(freshSnapshot(result));
  });

  return {
    joined,
    busy,
    error,
    start: (phoneCode) => void run({ phoneCode, requestId: newRequestId() }),
    retry: () => {
      if (last.current) void run(last.current);
    },
  };
}
