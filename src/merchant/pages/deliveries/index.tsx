import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { classNames } from '@/components/class-names';
import { PageShell } from '@/components/page/page-shell';
import { Tappable } from '@/components/tappable';
import type { DeliveryState } from '@contracts/message/message';
import { deliveryText } from '../../components/words/message-text';
import { DeliveryList } from './delivery-list';
import { DroppedList } from './dropped-list';
import styles from './index.module.scss';

type Tab = DeliveryState | 'dropped';
const tabs: readonly Tab[] = ['failed', 'dropped', 'unconfirmed', 'retrying', 'delivered'];
const tabText: Readonly<Record<Tab, string>> = { ...deliveryText, dropped: '没有发' };

/** 消息记录: what was sent, what was not, and why. */
export default function DeliveriesPage() {
  const [selected, setSelected] = useState<Tab>('failed');
  return (
    <PageShell>
      <View className={styles['tabs']} ariaRole="tablist">
        {tabs.map((state) => (
          <Tappable
            key={state}
            id={`tab-${state}`}
            className={classNames(styles['tab'], state === selected && styles['selected'])}
            role="tab"
            ariaLabel={state === selected ? `${tabText[state]}，已选中` : tabText[state]}
            onPress={() => setSelected(state)}
          >
            <Text>{tabText[state]}</Text>
          </Tappable>
        ))}
      </View>
      {selected === 'dropped' ? <DroppedList /> : <DeliveryList key={selected} delivery={selected} />}
    </PageShell>
  );
}
