import { Text, View } from '@tarojs/components';
import type { TeamFigures } from '@contracts/leader/leader-figures';
import { PageNote } from '@/components/page/page-note';
import { SectionTitle } from '@/components/section-title';
import styles from './index.module.scss';

const SHOWN = 14;

const widthOf = (count: number, most: number): string =>
  `${most === 0 ? 0 : Math.round((count / most) * 100)}%`;

/** Joins by day, and how many of those who joined that day have ordered since: the dark part of the bar. */
export function DayBars({ days }: { days: TeamFigures['days'] }) {
  const shown = days.filter(({ joins, firstOrders }) => joins > 0 || firstOrders > 0).slice(-SHOWN);
  const most = Math.max(0, ...shown.map(({ joins }) => joins));
  return (
    <>
      <SectionTitle text="每天入会和转化" />
      {shown.length === 0 ? (
        <PageNote icon="empty" title="还没有数据" text="有人扫码入会后，这里会按天显示" />
      ) : (
        <View className={styles['panel']}>
          {[...shown].reverse().map(({ day, joins, firstOrders, converted }) => (
            <View
              key={day}
              className={styles['day']}
              ariaLabel={`${day} 入会 ${joins} 人，其中 ${converted} 人已下首单，当天首单 ${firstOrders} 笔`}
            >
              <Text className={styles['date']}>{day.slice(5)}</Text>
              <View className={styles['track']}>
                <View className={styles['bar']} style={{ width: widthOf(joins, most) }}>
                  <View className={styles['converted']} style={{ width: widthOf(converted, joins) }} />
                </View>
              </View>
              <Text
                className={styles['figures']}
              >{`${joins} 人 · 转化 ${converted} · 首单 ${firstOrders}`}</Text>
            </View>
          ))}
          <Text className={styles['small']}>深色：这天入会的人里，后来下了首单的</Text>
        </View>
      )}
    </>
  );
}
