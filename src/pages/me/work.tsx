import { View } from '@tarojs/components';
import { LinkRow } from '@/components/list/link-row';
import { useRoles } from '@/hooks/use-roles';
import { openLeaderCode, openToday, openWorkbench } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import styles from './settings.module.scss';

/** What one does here beside shopping, for whoever has a role; everybody else sees nothing of it. */
export function Work() {
  const { roles, reload } = useRoles();
  useOnShow(() => void reload());
  const leads = roles.includes('leader');
  const works = roles.includes('adviser') || roles.includes('clerk') || roles.includes('operator');
  if (!leads && !works) return null;
  return (
    <View className={styles['panel']}>
      {works && (
        <LinkRow
          id="workbench"
          icon="work"
          text="工作台：收款、核销、待办"
          onPress={() => void openWorkbench()}
        />
      )}
      {leads && <LinkRow id="today" icon="people" text="团长今天做什么" onPress={() => void openToday()} />}
      {leads && (
        <LinkRow id="my-code" icon="code" text="出示我的团码" onPress={() => void openLeaderCode()} />
      )}
    </View>
  );
}
