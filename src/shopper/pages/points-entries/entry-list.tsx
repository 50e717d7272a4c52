import { Text, View } from '@tarojs/components';
import { classNames } from '@/components/class-names';
import { PagedList } from '@/components/list/paged-list';
import { MembersOnly } from '@/components/page/members-only';
import type { EntryFilter, EntryView } from '@contracts/points/points';
import { pointsText } from '@contracts/primitives/points';
import type { Instant } from '@contracts/primitives/time';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { pointsService } from '@/services';
import { changeText, entryNote, longTimeText, sourceText } from '../../components/points-text';
import styles from '../../components/entry-list.module.scss';

const emptyNotes: Record<EntryFilter, { title: string; text: string }> = {
  all: { title: '还没有积分记录', text: '得到、用掉和过期的积分都会记在这里' },
  earned: { title: '还没有得到积分', text: '买单、入会得到的积分会记在这里' },
  spent: { title: '还没有用过积分', text: '抵扣、兑换和收回的积分会记在这里' },
  expired: { title: '没有过期的积分', text: '很好，一分都没浪费' },
};

function Entry({ entry, now }: { entry: EntryView; now: Instant }) {
  const note = entryNote(entry);
  const more = [longTimeText(entry.at, now), sourceText[entry.source], ...(note === null ? [] : [note])];
  return (
    <View className={styles['entry']}>
      <View className={styles['why']}>
        <Text>{entry.reason}</Text>
        <Text className={styles['when']}>{more.join(' · ')}</Text>
      </View>
      <View className={styles['change']}>
        <Text className={classNames(styles['points'], entry.points > 0 && styles['gain'])}>
          {changeText(entry)}
        </Text>
        <Text className={styles['when']}>余 {pointsText(entry.balanceAfter)}</Text>
      </View>
    </View>
  );
}

/** One filter's entries, page by page. */
export function EntryList({ filter }: { filter: EntryFilter }) {
  const list = usePagedCall(async (cursor) =>
    pageOf(await pointsService.listEntries({ filter, cursor }), 'entries'),
  );
  return (
    <PagedList
      list={list}
      Failure={MembersOnly}
      className={styles['panel']}
      keyOf={({ id }) => id}
      row={(entry, { data }) => <Entry entry={entry} now={data.now} />}
      empty={emptyNotes[filter]}
    />
  );
}
