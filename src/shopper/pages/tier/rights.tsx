import { Text, View } from '@tarojs/components';
import { SectionTitle } from '@/components/section-title';
import type { Club } from '@contracts/growth/growth';
import { quotaText } from './club-text';
import styles from './index.module.scss';

function Right({ right }: { right: Club['rights'][number] }) {
  const quota = quotaText(right);
  return (
    <View className={styles['right']}>
      <Text className={styles['right-name']}>{right.name}</Text>
      <Text className={styles['terms']}>{right.terms}</Text>
      {quota !== null && <Text className={styles['quota']}>{quota}</Text>}
    </View>
  );
}

/** What the tier gives now, with what is left of it. */
export const Rights = ({ rights }: Pick<Club, 'rights'>) =>
  rights.length === 0 ? null : (
    <>
      <SectionTitle text="我的权益" />
      <View id="rights" className={styles['panel']}>
        {rights.map((right) => (
          <Right key={right.id} right={right} />
        ))}
      </View>
    </>
  );

/** What the tiers above add. */
export const Ahead = ({ ahead }: Pick<Club, 'ahead'>) =>
  ahead.length === 0 ? null : (
    <>
      <SectionTitle text="升级后还有" />
      <View className={styles['panel']}>
        {ahead.map(({ tier, name, terms }) => (
          <View key={`${tier} ${name}`} className={styles['right']}>
            <Text className={styles['right-name']}>
              {tier} · {name}
            </Text>
            <Text className={styles['terms']}>{terms}</Text>
          </View>
        ))}
      </View>
    </>
  );
