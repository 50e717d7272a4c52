import { Text, View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useEffect } from 'react';
import { ActionButton } from '@/components/action-button';
import { classNames } from '@/components/class-names';
import { MembersOnly } from '@/components/page/members-only';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { StaleNote } from '@/components/page/stale-note';
import type { EntryFilter, EntryView } from '@contracts/points/points';
import { pointsText } from '@contracts/primitives/points';
import type { Instant } from '@contracts/primitives/time';
import { usePagedCall } from '@/hooks/use-paged-call';
import { pointsService } from '@/services';
import { changeText, entryNote, longTimeText, sourceWords } from '../../components/points-words';
import styles from './entry-list.module.scss';

const emptyNotes: Record<EntryFilter, { title: string; text: string }> = {
  all: { title: '还没有积分记录', text: '得到、用掉和过期的积分都会记在这里' },
  earned: { title: '还没有得到积分', text: '买单、入会得到的积分会记在这里' },
  spent: { title: '还没有用过积分', text: '抵扣、兑换和收回的积分会记在这里' },
  expired: { title: '没有过期的积分', text: '很好，一分都没浪费' },
};

function Entry({ entry, now }: { entry: EntryView; now: Instant }) {
  const note = entryNote(entry);
  const more = [
    longTimeText(entry.at, now),
    sourceWords[entry.source],
    ...(note === null ? [] : [note]),
    ...(entry.ruleVersion === null ? [] : [`积分规则第 ${entry.ruleVersion} 版`]),
  ];
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

interface EntryListProps {
  filter: EntryFilter;
  /** How often the page has been shown: each time the list is read again. */
  visit: number;
}

/** One filter's entries, page by page. */
export function EntryList({ filter, visit }: EntryListProps) {
  const list = usePagedCall(async (cursor) => {
    const { entries, nextCursor, now } = await pointsService.listEntries({ filter, cursor });
    return { items: entries, nextCursor, now };
  });
  const { state, reload } = list;
  useEffect(() => {
    if (visit > 0) void reload();
  }, [visit, reload]);
  useReachBottom(list.showMore);

  if (state.status === 'loading') return <PageLoading card={false} rows={4} />;
  if (state.status === 'failed') return <MembersOnly error={state.error} onRetry={() => void reload()} />;
  if (list.shown.length === 0) return <PageNote icon="empty" {...emptyNotes[filter]} />;
  return (
    <>
      <StaleNote state={state} onRetry={() => void reload()} />
      <View className={styles['panel']}>
        {list.shown.map((entry) => (
          <Entry key={entry.id} entry={entry} now={state.snapshot.data.now} />
        ))}
      </View>
      {list.hasMore && (
        <ActionButton id="more" look="quiet" disabled={list.loading} onPress={list.showMore}>
          {list.loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
    </>
  );
}
