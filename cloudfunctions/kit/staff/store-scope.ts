import type { StoreId } from '../../../contracts/primitives/ids';
import { mayActAs, type Role } from '../host/roles';

/** Where somebody of the staff works: everywhere, or at some stores. Pure. */
export type Workplace = 'everywhere' | readonly StoreId[];

interface Staff {
  roles: readonly Role[];
  storeIds: readonly StoreId[] | null;
}

/**
 * Operators and owners work everywhere. A clerk or adviser works at the stores they are bound to, and at none when there are none; one
 * from before staff had stores works at the merchant's only store, and of several at none until somebody says which.
 * @param stores of the merchant, two at most; asked for only when nobody said
 */
export function workplaceOf({ roles, storeIds }: Staff, stores: readonly StoreId[]): Workplace {
  if (mayActAs(roles, 'operator')) return 'everywhere';
  if (!mayActAs(roles, 'adviser')) return [];
  if (storeIds !== null) return storeIds;
  return stores.length === 1 ? stores : [];
}

/** Nobody has said where this clerk or adviser works: it depends on how many stores there are. */
export const isUnsaid = ({ roles, storeIds }: Staff): boolean =>
  storeIds === null && mayActAs(roles, 'adviser') && !mayActAs(roles, 'operator');

/** @param storeId null: whatever is not of one store can be done at any of them */
export const worksAt = (workplace: Workplace, storeId: StoreId | null): boolean =>
  workplace === 'everywhere' || (storeId === null ? workplace.length > 0 : workplace.includes(storeId));
