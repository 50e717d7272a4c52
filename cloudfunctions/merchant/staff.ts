import type { StaffView } from '../../contracts/merchant';
import type { StoreId } from '../../contracts/primitives/ids';

type Role = StaffView['role'];

const byRank = ['owner', 'operator', 'clerk', 'leader'] as const;

/** The highest of the roles somebody holds. Pure. */
export const highestRole = (roles: readonly Role[]): Role =>
  byRank.find((role) => roles.includes(role)) ?? 'guest';

/** Whether somebody works for the merchant; who only leads a group does not. */
export const isStaff = (roles: readonly Role[]): boolean => !['leader', 'guest'].includes(highestRole(roles));

export const viewStaff = (
  { name, roles, storeIds }: { name: string; roles: readonly Role[]; storeIds: StoreId[] | null },
  handle: string,
): StaffView => {
  const role = highestRole(roles);
  return { handle, name, role, everywhere: role === 'owner' || role === 'operator', storeIds };
};

/** Sorted, each once: the same stores are the same list. */
export const storeList = (storeIds: readonly StoreId[]): StoreId[] => [...new Set(storeIds)].sort();

export const areSameStores = (one: readonly StoreId[] | null, other: readonly StoreId[] | null): boolean =>
  one === null || other === null ? one === other : storeList(one).join() === storeList(other).join();
