import { Image, Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { Icon } from '@/components/icon';
import { SectionTitle } from '@/components/section-title';
import { Tappable } from '@/components/tappable';
import type { OpenStore } from '@contracts/payment/payment';
import type { Snapshot } from '@/hooks/snapshot';
import { useCall } from '@/hooks/use-call';
import { useShopPictures } from '@/components/brand/use-shop-pictures';
import { cacheSlot } from '@/platform/cache';
import { callPhone } from '@/platform/device/call-phone';
import { isRecord } from '@/platform/untrusted';
import { paymentService } from '@/services';
import { aboutStore } from './store-text';
import styles from './stores.module.scss';

/** More stand behind a tap: home is no directory. */
const FIRST = 2;

const storesCache = cacheSlot(
  'stores',
  (value): value is OpenStore[] =>
    Array.isArray(value) && value.every((store) => isRecord(store) && typeof store['phone'] === 'string'),
);

const readStores = async (): Promise<OpenStore[]> => (await paymentService.listStores({})).stores;

function Picture({ url }: { url: string }) {
  const [broken, setBroken] = useState<string | null>(null);
  if (broken === url) return null;
  return (
    <Image
      className={styles['picture'] ?? ''}
      src={url}
      mode="aspectFill"
      lazyLoad
      onError={() => setBroken(url)}
    />
  );
}

function Store({ store, picture }: { store: OpenStore; picture: string | null }) {
  const { storeId, name, phone } = store;
  return (
    <View className={styles['store']}>
      {picture !== null && <Picture url={picture} />}
      <View className={styles['about']}>
        <Text className={styles['name']}>{name}</Text>
        {aboutStore(store).map((line) => (
          <Text key={line} className={styles['line']}>
            {line}
          </Text>
        ))}
      </View>
      {phone !== '' && (
        <Tappable
          id={`call-${storeId}`}
          className={styles['call']}
          ariaLabel={`打电话给${name}`}
          onPress={() => void callPhone(phone)}
        >
          <Icon name="call" />
          <Text className={styles['line']}>打电话</Text>
        </Tappable>
      )}
    </View>
  );
}

interface StoresProps {
  /** The page's own answer: a fresh one asks for the stores behind it, and home itself stays one call. */
  home: Pick<Snapshot<unknown>, 'stale'>;
}

/** Where the shop is, when it is open, and its telephone one tap away; also as it was last seen. */
export function Stores({ home }: StoresProps) {
  const { state, reload } = useCall(readStores, storesCache);
  const [all, setAll] = useState(false);
  const { stores: pictures } = useShopPictures();
  useEffect(() => {
    if (!home.stale) void reload();
  }, [home, reload]);
  const stores = state.status === 'ready' ? state.snapshot.data : [];
  if (stores.length === 0) return null;
  return (
    <>
      <SectionTitle text="门店" />
      <View className={styles['panel']}>
        {stores.slice(0, all ? undefined : FIRST).map((store) => (
          <Store
            key={store.storeId}
            store={store}
            picture={pictures.find(({ storeId }) => storeId === store.storeId)?.url ?? null}
          />
        ))}
      </View>
      {!all && stores.length > FIRST && (
        <ActionButton id="all-stores" look="quiet" onPress={() => setAll(true)}>
          全部 {stores.length} 家门店
        </ActionButton>
      )}
    </>
  );
}
