import { Text, View } from '@tarojs/components';
import { useEffect } from 'react';
import { Icon } from '@/components/icon';
import { Tappable } from '@/components/tappable';
import type { Snapshot } from '@/hooks/snapshot';
import { useCall } from '@/hooks/use-call';
import { openCheckIn, openWheel } from '@/platform/opening/navigation';
import { playService } from '@/services';
import styles from './member-home.module.scss';

interface HomeCheckIn {
  isDone: boolean;
  streak: number;
}

interface HomePlay {
  checkIn: HomeCheckIn | null;
  turns: number | null;
  hasTasks: boolean;
  hasVisits: boolean;
}

/** Not kept on the phone: what was so yesterday says nothing of today. */
async function readPlay(): Promise<HomePlay> {
  const { checkIn, ...rest } = await playService.readPlay({});
  return { ...rest, checkIn: checkIn && { isDone: checkIn.isDone, streak: checkIn.streak } };
}

function stateText({ isDone, streak }: HomeCheckIn): string {
  if (isDone) return `今天已签到，连续 ${streak} 天`;
  return streak === 0 ? '今天还没签到' : `今天还没签到，已连续 ${streak} 天`;
}

interface RowProps {
  id: string;
  title: string;
  text: string;
  onPress: () => void;
}

const Row = ({ id, title, text, onPress }: RowProps) => (
  <Tappable id={id} className={styles['summary']} onPress={onPress}>
    <View className={styles['gift']}>
      <Icon name="gift" />
    </View>
    <View className={styles['summary-text']}>
      <Text className={styles['count']}>{title}</Text>
      <Text className={styles['worth']}>{text}</Text>
    </View>
    <Icon name="chevron" />
  </Tappable>
);

/** Nothing while it is not known, and where nobody plays. Asked behind the drawn page; home itself stays one call. */
export function PlaySummary({ home }: { home: Pick<Snapshot<unknown>, 'stale'> }) {
  const { state, reload } = useCall(readPlay);
  useEffect(() => {
    if (!home.stale) void reload();
  }, [home, reload]);
  if (state.status !== 'ready') return null;
  const { checkIn, turns, hasTasks, hasVisits } = state.snapshot.data;
  return (
    <>
      {checkIn && (
        <Row id="check-in" title="签到有礼" text={stateText(checkIn)} onPress={() => void openCheckIn()} />
      )}
      {hasTasks && !checkIn && (
        <Row id="tasks" title="任务有礼" text="做任务得奖励" onPress={() => void openCheckIn()} />
      )}
      {hasVisits && !checkIn && !hasTasks && (
        <Row id="visits" title="到店有礼" text="到店出示会员码得奖励" onPress={() => void openCheckIn()} />
      )}
      {turns !== null && (
        <Row
          id="wheel"
          title="转盘抽奖"
          text={turns === 0 ? '看看奖品和中奖概率' : `现在能抽 ${turns} 次`}
          onPress={() => void openWheel()}
        />
      )}
    </>
  );
}
