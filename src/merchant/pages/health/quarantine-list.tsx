import { Text, View } from '@tarojs/components';
import { useEffect } from 'react';
import { ActionButton } from '@/components/action-button';
import { chinaTimeText } from '@contracts/primitives/time';
import { usePagedCall } from '@/hooks/use-paged-call';
import { messageService } from '@/services';
import styles from './index.module.scss';

/** Documents that stand aside; nothing is shown while there are none, or where the alarms above say already why not. */
export function QuarantineList() {
  const list = usePagedCall(async (cursor) => {
    const { documents, nextCursor, now } = await messageService.listQuarantine({ cursor });
    return { items: documents, nextCursor, now };
  });
  const { state, reload } = list;
  useEffect(() => void reload(), [reload]);
  if (state.status === 'loading' || state.status === 'failed' || list.shown.length === 0) return null;
  return (
    <>
      <Text className={styles['heading']}>搁置的数据</Text>
      {list.shown.map(({ collection, id, trouble, detail, firstAt, count, nextAt }) => (
        <View key={`${collection}:${id}:${trouble}`} className={styles['card']}>
          <Text className={styles['title']}>
            {collection} / {id}
          </Text>
          <Text className={styles['open']}>
            {trouble === 'unreadable' ? '读不出来' : `处理失败：${trouble}`}，已 {count} 次
          </Text>
          <Text className={styles['small']}>
            {chinaTimeText(firstAt)} 起 · 下次重试 {chinaTimeText(nextAt)}
          </Text>
          <Text className={styles['small']}>{detail}</Text>
        </View>
      ))}
      {list.hasMore && (
        <ActionButton id="more-aside" look="quiet" disabled={list.loading} onPress={list.showMore}>
          {list.loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
    </>
  );
}
