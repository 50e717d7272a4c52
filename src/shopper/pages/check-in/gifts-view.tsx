import { Text, View } from '@tarojs/components';
import { classNames } from '@/components/class-names';
import { SectionTitle } from '@/components/section-title';
import type { CheckInView } from '@contracts/play/play';
import { RecordLines } from '../../components/record-lines';
import { bonusText, dayText, giftStateText } from './check-in-text';
import styles from './index.module.scss';

/** What each day of the round brings; a ladder of one day says nothing more than today's line. */
export const Ladder = ({ ladder }: Pick<CheckInView, 'ladder'>) =>
  ladder.length < 2 ? null : (
    <>
      <SectionTitle text="每天的奖励" />
      <View id="ladder" className={styles['ladder']}>
        {ladder.map(({ step, gift, isDone, isToday }) => (
          <View
            key={step}
            className={classNames(styles['step'], isDone && styles['done'], isToday && styles['now'])}
          >
            <Text className={styles['quiet']}>{isToday ? '今天' : `第 ${step} 天`}</Text>
            <Text>{gift.text}</Text>
            {isDone && <Text className={styles['mark']}>✓ 已签</Text>}
          </View>
        ))}
      </View>
    </>
  );

/** What lengths bring on top. */
export const Bonuses = ({ bonuses, streak }: Pick<CheckInView, 'bonuses' | 'streak'>) => (
  <RecordLines
    id="bonuses"
    title="连续签到另得"
    lines={bonuses.map((bonus) => ({
      key: String(bonus.days),
      what: `满 ${bonus.days} 天 · ${bonus.gift.text}`,
      state: bonusText(streak, bonus),
    }))}
  />
);

/** What the latest days brought, and whether it is there. */
export const Received = ({ received }: Pick<CheckInView, 'received'>) => (
  <RecordLines
    id="received"
    title="收到的奖励"
    empty="签到得到的积分和券会记在这里"
    lines={received.flatMap(({ day, isMadeUp, gifts }) =>
      gifts.map(({ text, state }, at) => ({
        key: `${day} ${at}`,
        what: `${dayText(day)}${isMadeUp ? '补签' : ''} · ${text}`,
        state: giftStateText(state),
        isBad: state === 'refused',
      })),
    )}
  />
);
