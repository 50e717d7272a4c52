import { Text, View } from '@tarojs/components';
import { SectionTitle } from '@/components/section-title';
import type { ReferralApi } from '@contracts/referral/referral';
import styles from './index.module.scss';

type Home = ReturnType<ReferralApi['readHome']>;

/** How far it is to the next milestone. */
export function Progress({ home }: { home: Home }) {
  const { milestones, counted, milestonesCount } = home;
  if (milestones.length === 0) return null;
  const what = milestonesCount === 'registered' ? '位好友入会' : '位好友完成首单';
  const next = milestones.find(({ friends }) => friends > counted);
  const share = next ? Math.min(100, Math.round((counted / next.friends) * 100)) : 100;
  return (
    <>
      <SectionTitle text="我的进度" />
      <View className={styles['panel']}>
        <Text className={styles['count']}>
          已有 {counted} {what}
        </Text>
        <View className={styles['track']} ariaRole="img" ariaLabel={`进度 ${share}%`}>
          <View className={styles['bar']} style={{ width: `${share}%` }} />
        </View>
        <Text className={styles['soft']}>
          {next ? `再有 ${next.friends - counted} 位，得 ${next.gift}` : '所有里程碑都达到了'}
        </Text>
        {milestones.map(({ friends, gift, reached }) => (
          <View key={friends} className={styles['step']}>
            <Text>
              {friends} 位：{gift}
            </Text>
            <Text className={reached ? styles['good'] : styles['soft']}>{reached ? '已达成' : '未达成'}</Text>
          </View>
        ))}
      </View>
    </>
  );
}
