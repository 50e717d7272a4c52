import { Text, View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useEffect } from 'react';
import { ActionButton } from '@/components/action-button';
import { messageKindTexts } from '@/components/message/message-kind-text';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { StaleNote } from '@/components/page/stale-note';
import { chinaTimeText } from '@contracts/primitives/time';
import { usePagedCall } from '@/hooks/use-paged-call';
import { messageService } from '@/services';
import { dropWords } from '../../components/words/message-words';
import { StaffOnly } from '../../components/staff-only';
import styles from './index.module.scss';

/** Reminders whose time came and that were not sent, with the reason. */
export function DroppedList() {
  const list = usePagedCall(async (cursor) => {
    const { dropped, nextCursor, now } = await messageService.listDropped({ cursor });
    return { items: dropped, nextCursor, now };
  });
  const { state, reload } = list;
  useEffect(() => void reload(), [reload]);
  useReachBottom(list.showMore);
  if (state.status === 'loading') return <PageLoading card={false} rows={4} />;
  if (state.status === 'failed') return <StaffOnly error={state.error} onRetry={() => void reload()} />;
  if (list.shown.length === 0) return <PageNote icon="check" title="这里是空的" text="到时间的提醒都发了" />;
  return (
    <>
      <StaleNote state={state} onRetry={() => void reload()} />
      {list.shown.map(({ kind, reason, dueAt, deadline }, position) => (
        <View key={position} className={styles['card']}>
          <Text className={styles['title']}>{messageKindTexts[kind]}</Text>
          <Text className={styles['small']}>
            原定 {chinaTimeText(dueAt)} · {chinaTimeText(deadline)} 前有意义
          </Text>
          <Text className={styles['reason']}>{dropWords[reason]}</Text>
        </View>
      ))}
      {list.hasMore && (
        <ActionButton id="more" look="quiet" disabled={list.loading} onPress={list.showMore}>
          {list.loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
    </>
  );
}
