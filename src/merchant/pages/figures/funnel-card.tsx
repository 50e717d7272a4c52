import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { figureText } from '@contracts/primitives/insight/figure-text';
import { funnelOf, funnelSteps } from '@contracts/primitives/insight/funnel';
import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { useCall } from '@/hooks/use-call';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { insightService } from '@/services';
import styles from './figures.module.scss';

/** 本月转化: from a scan to the second order, each step beside the one before. Alone it asks for no page. */
export function FunnelCard() {
  const { state, reload } = useCall(() => insightService.readCohorts({ until: null }));
  useLoadOnShow(reload);
  const [isOpen, setOpen] = useState(false);
  const month = state.status === 'ready' ? state.snapshot.data.cohorts.at(-1) : undefined;
  if (!month) return null;
  return (
    <Card id="funnel">
      <CardHead title="本月转化" />
      {funnelOf(month.funnel).map(({ key, people, rate, width }, place) => (
        <View key={key} className={styles['step']}>
          <Text className={styles['step-name']}>{funnelSteps[place]?.name ?? ''}</Text>
          <View className={styles['step-track']}>
            <View className={styles['step-bar']} style={{ width: `${Math.max(1, width)}%` }} />
          </View>
          <Text className={styles['step-size']}>
            {`${figureText('number', people)}${rate === null ? '' : ` · ${figureText('rate', rate)}`}`}
          </Text>
        </View>
      ))}
      {isOpen && (
        <>
          <CardLine text="百分比是占上一步的人。" />
          {funnelSteps.map(({ key, name, says }) => (
            <CardLine key={key} text={`${name}：${says}。`} />
          ))}
        </>
      )}
      <ActionButton id="about-funnel" look="quiet" onPress={() => setOpen(!isOpen)}>
        {isOpen ? '收起' : '每一步是什么'}
      </ActionButton>
    </Card>
  );
}
