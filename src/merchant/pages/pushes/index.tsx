import { Text, View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { ActionButton } from '@/components/action-button';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { Tappable } from '@/components/tappable';
import { chinaTimeText } from '@contracts/primitives/time';
import type { PushView } from '@contracts/message/push';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openDeliveries, openNewPush, openPush } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { messageService } from '@/services';
import { pushKindWords, pushStatusWords } from '../../components/words/message-words';
import { StaffOnly } from '../../components/staff-only';
import styles from './index.module.scss';

const PushCard = ({ push }: { push: PushView }) => (
  <Tappable className={styles['card']} onPress={() => void openPush(push.id)}>
    <View className={styles['head']}>
      <Text className={styles['title']}>{push.text?.title ?? pushKindWords[push.kind]}</Text>
      <Text className={styles['status']}>{pushStatusWords[push.status]}</Text>
    </View>
    <Text className={styles['small']}>
      {pushKindWords[push.kind]} · {chinaTimeText(push.sendAt)} · {push.createdBy}
    </Text>
    <Text className={styles['small']}>
      共 {push.preview.total} 人，已处理 {push.done} 人
    </Text>
  </Tappable>
);

/** 推送: what was pushed and what is waiting, newest first. */
export default function PushesPage() {
  const list = usePagedCall(async (cursor) => {
    const { pushes, nextCursor, now } = await messageService.listPushes({ cursor });
    return { items: pushes, nextCursor, now };
  });
  const { state, reload } = list;
  useOnShow(() => void reload());
  useReachBottom(list.showMore);
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      {state.status === 'loading' && <PageLoading card={false} rows={4} />}
      {state.status === 'failed' && <StaffOnly error={state.error} onRetry={() => void reload()} />}
      {state.status === 'ready' && (
        <View className={styles['actions']}>
          <ActionButton id="new-push" onPress={() => void openNewPush()}>
            新建推送
          </ActionButton>
          <ActionButton id="deliveries" look="secondary" onPress={() => void openDeliveries()}>
            消息记录：没发成的和为什么
          </ActionButton>
        </View>
      )}
      {state.status === 'ready' && list.shown.length === 0 && (
        <PageNote icon="empty" title="还没有推送" text="可以提醒卡或券快到期的会员，也可以发活动通知" />
      )}
      {list.shown.map((push) => (
        <PushCard key={push.id} push={push} />
      ))}
      {list.hasMore && (
        <ActionButton id="more" look="quiet" disabled={list.loading} onPress={list.showMore}>
          {list.loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
    </PageShell>
  );
}
