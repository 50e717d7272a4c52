import type { PrivilegeQuota } from '../../../contracts/growth/privilege';
import type { UsedRight } from '../../../contracts/growth/used-right';
import type { MemberId } from '../../../contracts/primitives/ids';
import { addMs, chinaDateOf, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import { periodOf } from './privileges';

/** Whoever is part of somebody, and whom they were once one with. */
export interface Person {
  _id: MemberId;
  absorbed: readonly MemberId[];
  apartFrom: readonly MemberId[];
}

interface Use {
  _id: string;
  memberId: MemberId;
  at: Instant;
  undoneAt: Instant | null;
}

const startsWithAny = ({ _id }: Use, ids: readonly MemberId[]): boolean =>
  ids.some((id) => _id.startsWith(`${id}:`));

/** A granted use says in its id whose it was first, wherever a merge or its undo has it just now. */
export const isOf = (use: Use, { _id, absorbed, apartFrom }: Person): boolean => {
  const own = [_id, ...absorbed];
  return startsWithAny(use, own) || (own.includes(use.memberId) && !startsWithAny(use, apartFrom));
};

/** It stands, and was within the running month or year of the quota: by when it was, whatever the quota was then. */
export const countsIn = (use: Use, quota: PrivilegeQuota | null, now: Instant): boolean =>
  use.undoneAt === null && chinaDateOf(use.at).startsWith(periodOf(quota, now));

/** The same of what was used with an account that is closed. */
export const timesBefore = (
  before: readonly UsedRight[],
  privilegeId: string,
  quota: PrivilegeQuota | null,
  now: Instant,
): number =>
  before
    .filter((one) => one.privilegeId === privilegeId && one.period.startsWith(periodOf(quota, now)))
    .reduce((sum, { times }) => sum + times, 0);

/** How often each right was granted, by the month: what an account that is closed leaves of it. */
export const timesByMonth = (
  uses: readonly (Use & { privilegeId: string; orderId: string | null })[],
): UsedRight[] =>
  addedUp(
    uses
      .filter(({ orderId, undoneAt }) => orderId === null && undoneAt === null)
      .map(({ privilegeId, at }) => ({ privilegeId, period: periodOf(null, at), times: 1 })),
  );

export function addedUp(all: readonly UsedRight[]): UsedRight[] {
  const sums = new Map<string, UsedRight>();
  for (const one of all) {
    const key = `${one.privilegeId} ${one.period}`;
    sums.set(key, { ...one, times: one.times + (sums.get(key)?.times ?? 0) });
  }
  return [...sums.values()];
}

/** A number nobody has: what came back keeps its own, and a merge that was undone leaves holes. */
export const nextUseId = (uses: readonly Use[], prefix: string): string => {
  const numbers = uses.flatMap(({ _id }) =>
    _id.startsWith(prefix) ? [Number(_id.slice(prefix.length))] : [],
  );
  return `${prefix}${Math.max(0, ...numbers) + 1}`;
};

const yearQuota: PrivilegeQuota = { times: 1, period: 'year' };
const both = (at: Instant): string[] => [periodOf(null, at), periodOf(yearQuota, at)];

/** The running month and year, and what of the year, or of yesterday, lies before them. */
export function periodsOf(now: Instant): { running: string[]; before: string[] } {
  const running = both(now);
  const [month, year] = [Number(chinaDateOf(now).slice(5, 7)), chinaDateOf(now).slice(0, 4)];
  const months = Array.from({ length: month - 1 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`);
  const before = [...new Set([...months, ...both(addMs(now, -DAY_MS))])];
  return { running, before: before.filter((period) => !running.includes(period)) };
}
