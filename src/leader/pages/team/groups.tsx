import { Text, View } from '@tarojs/components';
import type { LeaderApi } from '@contracts/leader/leader';
import { SectionTitle } from '@/components/section-title';
import { GroupName } from '@/platform/share/group-name';
import styles from './index.module.scss';

type TeamGroups = ReturnType<LeaderApi['listGroups']>;

/** Joins by WeChat group. Where WeChat names no group, that is what is said. */
export function Groups({ groups, withoutGroup }: Pick<TeamGroups, 'groups' | 'withoutGroup'>) {
  if (groups.length === 0 && withoutGroup === 0) return null;
  return (
    <>
      <SectionTitle text="来自哪个群" />
      <View className={styles['panel']}>
        {groups.map(({ groupId, joins }, position) => (
          <View key={groupId} className={styles['row']}>
            <GroupName groupId={groupId} fallback={`微信群 ${position + 1}`} />
            <Text>{`${joins} 人`}</Text>
          </View>
        ))}
        {withoutGroup > 0 && (
          <View className={styles['row']}>
            <Text className={styles['small']}>没有群信息</Text>
            <Text className={styles['small']}>{`${withoutGroup} 人`}</Text>
          </View>
        )}
        <Text className={styles['small']}>扫码、短链接和一对一聊天没有群信息；群名只有群成员看得到。</Text>
      </View>
    </>
  );
}
