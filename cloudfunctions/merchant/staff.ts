import type { StaffView } from '../../contracts/merchant/merchant';
import type { StoreId } from '../../contracts/primitives/ids';

type Role = StaffView['role'];

const byRank = ['owner', 'operator', 'clerk', 'adviser'] as const;

/** The highest role of somebody who works for the merchant; null: who only leads a group does not. Pure. */
export const staffRole = (roles: readonly string[]): Role | null =>
  byRank.find((role) => roles.includes(role)) ?? null;

export const viewStaff = (
  { name, storeIds }: { name: string; storeIds: StoreId[] | null },
  role: Role,
  handle: string,
  me: boolean,
): StaffView => {
  return { handle, name, role, me, everywhere: role === 'owner' || role === 'operator', storeIds };
};

/** Sorted, each once: the same stores are the same list. */
export const storeList = (storeIds: readonly StoreId[]): StoreId[] => [...new Set(storeIds)].sort();

export const areSameStores = (one: readonly StoreId[] | null, other: readonly StoreId[] | null): boolean =>
  one === null || other === null ? one === other : storeList(one).join() === storeList(other).join();
