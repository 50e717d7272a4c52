import { Text, View } from '@tarojs/components';
import { Icon } from '@/components/icon';
import { Tappable } from '@/components/tappable';
import { openCheckIn, openWheel } from '@/platform/opening/navigation';
import styles from './member-home.module.scss';
import type { HomePlay } from './use-home-play';

function stateText({ isDone, streak }: NonNullable<HomePlay['checkIn']>): string {
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

/** Nothing while it is not known, and where nobody plays. */
export function PlaySummary({ play }: { play: HomePlay | null }) {
  if (play === null) return null;
  const { checkIn, turns, hasTasks, hasVisits, hasBadges } = play;
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
      {hasBadges && !checkIn && !hasTasks && !hasVisits && (
        <Row id="badges" title="我的勋章" text="看看得到了哪些勋章" onPress={() => void openCheckIn()} />
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
