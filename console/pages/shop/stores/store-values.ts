import type { StoreFields } from '@contracts/merchant/store-values';
import { locationText, locationTyped } from '@contracts/primitives/typed';

/** A store as it is typed. */
export interface StoreValues {
  name: string;
  phone: string;
  opensAt: string | null;
  closesAt: string | null;
  city: string;
  region: string;
  address: string;
  /** `31.2304,121.4737` */
  location: string;
}

export const storeValues = (fields: StoreFields | null): StoreValues => ({
  name: fields?.name ?? '',
  phone: fields?.phone ?? '',
  opensAt: fields?.hours?.opensAt ?? null,
  closesAt: fields?.hours?.closesAt ?? null,
  city: fields?.city ?? '',
  region: fields?.region ?? '',
  address: fields?.address ?? '',
  location: locationText(fields?.location ?? null),
});

export const hasHalfHours = ({ opensAt, closesAt }: StoreValues): boolean =>
  (opensAt ?? '') === '' ? (closesAt ?? '') !== '' : (closesAt ?? '') === '';

export const isPhoneOdd = ({ phone }: StoreValues): boolean => !/^[\d\-+ ]{0,20}$/.test(phone.trim());

export const isPlaceOdd = ({ location }: StoreValues): boolean =>
  location.trim() !== '' && locationTyped(location) === null;

/** What is no place or half of the hours is refused by the form before. */
export const storeFieldsOf = (values: StoreValues): StoreFields => ({
  name: values.name.trim(),
  phone: values.phone.trim(),
  hours:
    values.opensAt !== null && values.closesAt !== null
      ? { opensAt: values.opensAt, closesAt: values.closesAt }
      : null,
  city: values.city.trim(),
  region: values.region.trim(),
  address: values.address.trim(),
  location: locationTyped(values.location),
});
