import type { StoreView } from '@contracts/merchant/stores';
import { useMemo } from 'react';
import { EditForm } from '../../../kit/edit/edit-form';
import type { Field, Section } from '../../../kit/edit/fields';
import { History } from '../../../kit/edit/history';
import { useRefresh } from '../../../kit/use-refresh';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import {
  hasHalfHours,
  isPhoneOdd,
  isPlaceOdd,
  storeFieldsOf,
  storeValues,
  type StoreValues,
} from './store-values';
import { storeTexts, type StoreTexts } from './texts';

export const STORES_KEY = ['merchant', 'stores'];

const placeFields = (texts: StoreTexts): Field<StoreValues>[] => [
  { name: 'city', label: texts.city, kind: 'text', most: 20 },
  { name: 'region', label: texts.region, kind: 'text', most: 20 },
  { name: 'address', label: texts.address, kind: 'text', most: 100 },
  {
    name: 'location',
    label: texts.location,
    hint: texts.locationHint,
    kind: 'text',
    most: 40,
    check: (values) => (isPlaceOdd(values) ? texts.locationOdd : null),
  },
];

const sectionsOf = (texts: StoreTexts): Section<StoreValues>[] => [
  {
    title: texts.about,
    fields: [
      { name: 'name', label: texts.name, hint: texts.nameHint, kind: 'text', most: 30, isRequired: true },
      {
        name: 'phone',
        label: texts.phone,
        kind: 'text',
        most: 20,
        check: (values) => (isPhoneOdd(values) ? texts.phoneOdd : null),
      },
    ],
  },
  {
    title: texts.when,
    fields: [
      { name: 'opensAt', label: texts.opensAt, kind: 'clock' },
      {
        name: 'closesAt',
        label: texts.closesAt,
        hint: texts.hoursHint,
        kind: 'clock',
        check: (values) => (hasHalfHours(values) ? texts.hoursOdd : null),
      },
    ],
  },
  { title: texts.where, fields: placeFields(texts) },
];

interface Props {
  store: StoreView | null;
  /** After a conflict: what stands there now. */
  reload: () => void;
  onClose: () => void;
}

/** A store made or changed as it was opened: somebody who changed it meanwhile is not overruled. */
export function StoreForm({ store, reload, onClose }: Props) {
  const texts = usePageTexts(storeTexts);
  const refresh = useRefresh(STORES_KEY);
  const sections = useMemo(() => sectionsOf(texts), [texts]);
  const initial = useMemo(() => storeValues(store?.fields ?? null), [store]);
  return (
    <EditForm<StoreValues>
      title={store ? `${texts.edit} · ${store.fields.name}` : texts.new}
      who={texts.who}
      what={texts.what}
      sections={sections}
      initial={initial}
      isNew={store === null}
      keepAs={`store.${store?.storeId ?? 'new'}`}
      submit={(values, requestId) =>
        api.merchant.saveStore(
          {
            edit: store && { storeId: store.storeId, version: store.version },
            fields: storeFieldsOf(values),
          },
          { requestId },
        )
      }
      onDone={refresh}
      reload={reload}
      onClose={onClose}
      history={
        store && <History about={store.storeId} actions={['merchant.makeStore', 'merchant.saveStore']} />
      }
    />
  );
}
