import type { MemberApi } from '@contracts/member/member';
import { cacheSlot } from '@/platform/cache';
import { isRecord } from '@/platform/untrusted';

export type Overview = ReturnType<MemberApi['overview']>;

/** Enough to know that this app wrote it: the version in the cache's key tells older shapes apart. */
const isOverview = (value: unknown): value is Overview =>
  isRecord(value) &&
  typeof value['brandName'] === 'string' &&
  (value['membership'] === 'none' ||
    (value['membership'] === 'member' && isRecord(value['member']) && isRecord(value['coupons'])));

/** The home page as it was last seen. */
export const overviewCache = cacheSlot('overview', isOverview);
