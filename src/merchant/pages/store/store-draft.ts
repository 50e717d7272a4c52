import {
  checkForm,
  good,
  neededText,
  optional,
  wrong,
  type Checked,
  type Read,
} from '@/components/form/problems';
import { locationText, locationTyped } from '@contracts/primitives/typed';
import type { StoreFields } from '@contracts/merchant/store-values';

export interface StoreDraft {
  name: string;
  city: string;
  region: string;
  address: string;
  phone: string;
  opensAt: string;
  closesAt: string;
  /** `31.2304,121.4737` */
  location: string;
}

export const EMPTY_STORE: StoreDraft = {
  name: '',
  city: '',
  region: '',
  address: '',
  phone: '',
  opensAt: '',
  closesAt: '',
  location: '',
};

export const storeDraftOf = ({ hours, location, ...texts }: StoreFields): StoreDraft => ({
  ...texts,
  opensAt: hours?.opensAt ?? '',
  closesAt: hours?.closesAt ?? '',
  location: locationText(location),
});

function hoursTyped({ opensAt, closesAt }: StoreDraft): Read<StoreFields['hours']> {
  if (opensAt === '' && closesAt === '') return good(null);
  if (opensAt === '' || closesAt === '') return wrong('营业时间', '开门和关门时间要一起填');
  return good({ opensAt, closesAt });
}

export function checkStore(draft: StoreDraft): Checked<StoreFields> {
  const reads = {
    name: neededText(draft.name, '店名', '请填店名'),
    phone: optional(
      draft.phone,
      (typed) => (/^[\d\-+ ]{1,20}$/.test(typed.trim()) ? typed.trim() : null),
      '电话',
      '电话只能有数字、空格、+ 和 -',
    ),
    closesAt: hoursTyped(draft),
    location: optional(draft.location, locationTyped, '坐标', '像 31.2304,121.4737 这样填，先纬度后经度'),
  };
  return checkForm(reads, (read) => ({
    name: read.name.value,
    city: draft.city.trim(),
    region: draft.region.trim(),
    address: draft.address.trim(),
    phone: read.phone.value ?? '',
    hours: read.closesAt.value,
    location: read.location.value,
  }));
}
