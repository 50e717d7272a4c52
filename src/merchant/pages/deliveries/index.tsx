import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { classNames } from '@/components/class-names';
import { PageShell } from '@/components/page-shell';
import { Tappable } from '@/components/tappable';
import type { DeliveryState } from '@contracts/message';
import { deliveryWords } from '../../components/message-words';
import { DeliveryList } from './delivery-list';
import styles from './index.module.scss';

const tabs: readonly DeliveryState[] = ['failed', 'unconfirmed', 'retrying', 'delivered'];

/** 消息记录: what was sent, what was not, and why. */
export default function DeliveriesPage() {
  const [selected, setSelected] = useState<DeliveryState>('failed');
  return (
    <PageShell>
      <View className={styles['tabs']} ariaRole="tablist">
        {tabs.map((state) => (
          <Tappable
            key={state}
            id={`tab-${state}`}
            className={classNames(styles['tab'], state === selected && styles['selected'])}
            ariaLabel={state === selected ? `${deliveryWords[state]}，已选中` : deliveryWords[state]}
            onPress={() => setSelected(state)}
          >
            <Text>{deliveryWords[state]}</Text>
          </Tappable>
        ))}
      </View>
      <DeliveryList key={selected} delivery={selected} />
    </PageShell>
  );
}
