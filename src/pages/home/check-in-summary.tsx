import { Text, View } from '@tarojs/components';
import { useEffect } from 'react';
import { Icon } from '@/components/icon';
import { Tappable } from '@/components/tappable';
import type { Snapshot } from '@/hooks/snapshot';
import { useCall } from '@/hooks/use-call';
import { openCheckIn } from '@/platform/opening/navigation';
import { playService } from '@/services';
import styles from './member-home.module.scss';

interface HomeCheckIn {
  isDone: boolean;
  streak: number;
}

/** Not kept on the phone: what was so yesterday says nothing of today. */
async function readCheckIn(): Promise<HomeCheckIn | null> {
  const { checkIn } = await playService.readPlay({});
  return checkIn && { isDone: checkIn.isDone, streak: checkIn.streak };
}

function stateText({ isDone, streak }: HomeCheckIn): string {
  if (isDone) return `今天已签到，连续 ${streak} 天`;
  return streak === 0 ? '今天还没签到' : `今天还没签到，已连续 ${streak} 天`;
}

/** Nothing while it is not known, and where nobody checks in. Asked behind the drawn page; home itself stays one call. */
export function CheckInSummary({ home }: { home: Pick<Snapshot<unknown>, 'stale'> }) {
  const { state, reload } = useCall(readCheckIn);
  useEffect(() => {
    if (!home.stale) void reload();
  }, [home, reload]);
  const checkIn = state.status === 'ready' ? state.snapshot.data : null;
  return (
    checkIn && (
      <Tappable id="check-in" className={styles['summary']} onPress={() => void openCheckIn()}>
        <View className={styles['gift']}>
          <Icon name="gift" />
        </View>
        <View className={styles['summary-text']}>
          <Text className={styles['count']}>签到有礼</Text>
          <Text className={styles['worth']}>{stateText(checkIn)}</Text>
        </View>
        <Icon name="chevron" />
      </Tappable>
    )
  );
}
