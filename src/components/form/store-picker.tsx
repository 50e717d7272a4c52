import { Text, View } from '@tarojs/components';
import type { StoreId } from '@contracts/primitives/ids';
import { classNames } from '../class-names';
import { Icon } from '../icon';
import styles from './store-picker.module.scss';
import { Tappable } from '../tappable';

interface StorePickerProps {
  stores: readonly { storeId: StoreId; name: string }[];
  chosen: StoreId | null;
  onChoose: (storeId: StoreId) => void;
}

export const StorePicker = ({ stores, chosen, onChoose }: StorePickerProps) => (
  <View className={styles['list']}>
    {stores.map(({ storeId, name }) => (
      <Tappable
        key={storeId}
        id={`store-${storeId}`}
        className={classNames(styles['store'], storeId === chosen && styles['chosen'])}
        onPress={() => onChoose(storeId)}
      >
        <Text>{name}</Text>
        {storeId === chosen && <Icon name="check" />}
      </Tappable>
    ))}
  </View>
);
