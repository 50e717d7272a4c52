import { Text, View } from '@tarojs/components';
import { classNames } from '@/components/class-names';
import { PagedList } from '@/components/list/paged-list';
import { MembersOnly } from '@/components/page/members-only';
import { PageShell } from '@/components/page/page-shell';
import type { EntryView } from '@contracts/growth/growth';
import { pointsChangeText } from '@contracts/primitives/points';
import type { Instant } from '@contracts/primitives/time';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { growthService } from '@/services';
import { entryReason, entryWhen } from './entry-text';
import styles from '../../components/entry-list.module.scss';

const Entry = ({ entry, now }: { entry: EntryView; now: Instant }) => (
  <View className={styles['entry']}>
    <View className={styles['why']}>
      <Text>{entryReason(entry)}</Text>
      <Text className={styles['when']}>{entryWhen(entry, now)}</Text>
    </View>
    <View className={styles['change']}>
      <Text className={classNames(styles['points'], entry.delta > 0 && styles['gain'])}>
        {pointsChangeText(entry.delta)}
      </Text>
    </View>
  </View>
);

/** 成长值明细: every change with its reason, latest first. */
export default function TierEntriesPage() {
  const list = usePagedCall(async (cursor) => pageOf(await growthService.listGrowth({ cursor }), 'entries'));
  return (
    <PageShell>
      <PagedList
        list={list}
        Failure={MembersOnly}
        className={styles['panel']}
        keyOf={({ id }) => id}
        row={(entry, { data }) => <Entry entry={entry} now={data.now} />}
        empty={{ title: '还没有成长值记录', text: '买单几分钟后会记在这里，过了退款期就计入等级' }}
      />
    </PageShell>
  );
}
