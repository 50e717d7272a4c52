import { Text, View } from '@tarojs/components';
import { Icon } from '@/components/icon';
import { Tappable } from '@/components/tappable';
import { pointsText } from '@contracts/primitives/points';
import { useCall } from '@/hooks/use-call';
import { cacheSlot } from '@/platform/cache';
import { openPoints } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { pointsService } from '@/services';
import styles from './member-home.module.scss';

/** The balance as it was last seen. */
const balanceCache = cacheSlot('points-balance', (value): value is number => typeof value === 'number');

const readBalance = async (): Promise<number> => (await pointsService.readHome({})).balance;

/** What there is to spend. Asked behind the drawn page: home itself stays one call. */
export function PointsSummary() {
  const { state, reload } = useCall(readBalance, balanceCache);
  useOnShow(() => void reload());
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
