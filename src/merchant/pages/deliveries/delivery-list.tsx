import { Text, View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useEffect } from 'react';
import { ActionButton } from '@/components/action-button';
import { messageKindTexts } from '@/components/message/message-kind-text';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { StaleNote } from '@/components/page/stale-note';
import type { DeliveryState } from '@contracts/message/message';
import { chinaTimeText } from '@contracts/primitives/time';
import { usePagedCall } from '@/hooks/use-paged-call';
import { messageService } from '@/services';
import { channelWords, noteText } from '../../components/words/message-words';
import { StaffOnly } from '../../components/staff-only';
import styles from './index.module.scss';

const emptyTexts: Partial<Record<DeliveryState, string>> = {
  failed: '每条该发的微信提醒都发出去了',
  unconfirmed: '没有拿不准的消息',
};

/** Messages in one state, newest first. Whom they went to is not shown. */
export function DeliveryList({ delivery }: { delivery: DeliveryState }) {
  const list = usePagedCall(async (cursor) => {
    const { deliveries, nextCursor, now } = await messageService.listDeliveries({ delivery, cursor });
    return { items: deliveries, nextCursor, now };
  });
  const { state, reload } = list;
  useEffect(() => void reload(), [reload]);
  useReachBottom(list.showMore);
  if (state.status === 'loading') return <PageLoading card={false} rows={4} />;
  if (state.status === 'failed') return <StaffOnly error={state.error} onRetry={() => void reload()} />;
  if (list.shown.length === 0)
    return <PageNote icon="check" title="这里是空的" text={emptyTexts[delivery] ?? '现在没有这样的消息'} />;
  return (
    <>
      <StaleNote state={state} onRetry={() => void reload()} />
      {list.shown.map(({ id, title, kind, channel, note, attempts, at }) => (
        <View key={id} className={styles['card']}>
          <Text className={styles['title']}>{title}</Text>
          <Text className={styles['small']}>
            {messageKindTexts[kind]} · {chinaTimeText(at)} · {channelWords[channel]}
            {attempts > 1 ? ` · 试了 ${attempts} 次` : ''}
          </Text>
          {noteText(note) !== null && <Text className={styles['reason']}>{noteText(note)}</Text>}
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
