import type { CouponPackId } from './ids';

/** The pack that publishing another one for the same occasion would end. */
export const replacedPack = <Pack extends { packId: CouponPackId; channel: string }>(
  given: readonly Pack[],
  { packId, channel }: { packId: CouponPackId | null; channel: string },
): Pack | null => given.find((one) => one.channel === channel && one.packId !== packId) ?? null;
