import { isDeepStrictEqual } from 'node:util';
import {
  MOST_DESCRIPTION_BYTES,
  paymentDescription,
  storeFields,
  type StoreFields,
} from '../../../contracts/merchant/store-values';
import type { StoreId } from '../../../contracts/primitives/ids';
import type { StoreView } from '../../../contracts/merchant/stores';

/** Whether a payer is told the whole name: the brand stands before it, and WeChat counts bytes. */
export const fitsPayment = (brand: string, name: string): boolean =>
  Buffer.byteLength(paymentDescription(brand, name)) <= MOST_DESCRIPTION_BYTES;

type Stored = StoreFields & { _id: StoreId; version: number; open: boolean };

export const fieldsOf = (stored: StoreFields): StoreFields =>
  storeFields.parse(
    Object.fromEntries(
      Object.entries(stored).filter(([name]) => Object.keys(storeFields.shape).includes(name)),
    ),
  );

export const viewStore = (stored: Stored): StoreView => ({
  storeId: stored._id,
  version: stored.version,
  open: stored.open,
  fields: fieldsOf(stored),
});

export const areSameFields = (one: StoreFields, other: StoreFields): boolean => isDeepStrictEqual(one, other);

const flat = ({ hours, location, ...texts }: StoreFields) => ({
  ...texts,
  hours: hours && `${hours.opensAt}-${hours.closesAt}`,
  location: location && `${location.latitude},${location.longitude}`,
});

/** What an audit entry says: what differs, as it was and as it is. */
export function storeChange(before: StoreFields, after: StoreFields) {
  const [was, is] = [flat(before), flat(after)];
  const names = Object.keys(is).filter((name) => Reflect.get(was, name) !== Reflect.get(is, name));
  const pick = (all: typeof is) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
  return { before: pick(was), after: pick(is) };
}
