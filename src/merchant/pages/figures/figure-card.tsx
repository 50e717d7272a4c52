import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { changeText } from '@contracts/primitives/insight/figure-text';
import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { classNames } from '@/components/class-names';
import { LinkRow } from '@/components/list/link-row';
import { openFigureBehind } from '@/platform/opening/navigation';
import type { RangeFigure } from './range-figures';
import styles from './figures.module.scss';

interface FigureCardProps {
  shown: RangeFigure;
  /** What it is compared with: 前 7 天. */
  before: string;
}

/** One figure of some days: its size, how it moved, a bar for each day, and behind a tap what it is and its days as a table. */
export function FigureCard({ shown: { figure, text, change, days }, before }: FigureCardProps) {
  const [isOpen, setOpen] = useState(false);
  const { key, name, says } = figure;
  return (
    <Card id={`figure-${key}`}>
      <CardHead title={name} />
      <View className={styles['figure']}>
        <Text className={styles['value']}>{text}</Text>
        <Text className={classNames(styles['change'], styles[change.trend])}>
          {changeText(change, before)}
        </Text>
      </View>
      {days.length > 1 && (
        <View className={styles['bars']} ariaRole="img" ariaLabel={`${name}每天的高低`}>
          {days.map(({ day, height }) => (
            <View key={day} className={styles['bar']} style={{ height: `${Math.max(2, height)}%` }} />
          ))}
        </View>
      )}
      {isOpen && (
        <>
          <CardLine text={says} />
          {days.map(({ day, text: ofDay }) => (
            <LinkRow
              key={day}
              id={`behind-${key}-${day}`}
              icon="receipt"
              text={`${day.slice(5)} · ${ofDay}`}
              onPress={() => void openFigureBehind(key, day)}
            />
          ))}
        </>
      )}
      <ActionButton id={`about-${key}`} look="quiet" onPress={() => setOpen(!isOpen)}>
        {isOpen ? '收起' : '这是什么、每天多少'}
      </ActionButton>
    </Card>
  );
}
