import { Text, View } from '@tarojs/components';
import { useEffect } from 'react';
import { Icon } from '@/components/icon';
import { Tappable } from '@/components/tappable';
import { pointsText } from '@contracts/primitives/points';
import type { Snapshot } from '@/hooks/snapshot';
import { useCall } from '@/hooks/use-call';
import { cacheSlot } from '@/platform/cache';
import { openPoints } from '@/platform/opening/navigation';
import { pointsService } from '@/services';
import styles from './member-home.module.scss';

/** The balance as it was last seen. */
const balanceCache = cacheSlot('points-balance', (value): value is number => typeof value === 'number');

const readBalance = async (): Promise<number> => (await pointsService.readHome({})).balance;

interface PointsSummaryProps {
  /** The page's own answer: each fresh one asks for the balance, behind the drawn page. Home itself stays one call. */
  home: Pick<Snapshot<unknown>, 'stale'>;
}

/** What there is to spend. It is drawn after the page was shown, so that the page's `show` is not told to it. */
export function PointsSummary({ home }: PointsSummaryProps) {
  const { state, reload } = useCall(readBalance, balanceCache);
  useEffect(() => {
    if (!home.stale) void reload();
  }, [home, reload]);
  const title = state.status === 'ready' ? `${pointsText(state.snapshot.data)} 积分` : '我的积分';
  return (
    <Tappable id="points" className={styles['summary']} onPress={() => void openPoints()}>
      <View className={styles['gift']}>
        <Icon name="points" />
      </View>
      <View className={styles['summary-text']}>
        <Text className={styles['count']}>{title}</Text>
        <Text className={styles['worth']}>换好物、抵现金</Text>
      </View>
      <Icon name="chevron" />
    </Tappable>
  );
}
