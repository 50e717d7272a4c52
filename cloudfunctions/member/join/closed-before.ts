import type { UsedRight } from '../../../contracts/growth/used-right';
import type { Instant } from '../../../contracts/primitives/time';

/** What the marks of accounts this person closed tell. */
export interface ClosedBefore {
  /** Closed an account that had the newcomer gift. */
  hadGift: boolean;
  /** Tiers they reached with it. */
  giftedTiers: number[];
  /** Rights they used with it. */
  usedRights: UsedRight[];
  /** Left frozen: nobody comes out of a freeze by leaving. */
  frozen: { at: Instant; by: string; reason: string } | null;
}

interface Mark {
  giftedTiers?: number[] | undefined;
  usedRights?: UsedRight[] | undefined;
  frozen?: { at: Instant; by: string } | undefined;
}

/** Each account says what was used with those before it, too: of what they say of one month the most counts. */
export function closedBefore(marks: readonly Mark[]): ClosedBefore {
  const most = new Map<string, UsedRight>();
  for (const one of marks.flatMap(({ usedRights = [] }) => usedRights)) {
    const key = `${one.privilegeId} ${one.period}`;
    if (one.times > (most.get(key)?.times ?? 0)) most.set(key, one);
  }
  const [frozen] = marks.flatMap((mark) => mark.frozen ?? []);
  return {
    hadGift: marks.length > 0,
    giftedTiers: [...new Set(marks.flatMap(({ giftedTiers = [] }) => giftedTiers))],
    usedRights: [...most.values()],
    frozen: frozen ? { ...frozen, reason: '注销前已冻结' } : null,
  };
}
