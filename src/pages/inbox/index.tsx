import { useReachBottom } from '@tarojs/taro';
import { ActionButton } from '@/components/action-button';
import { MembersOnly } from '@/components/page/members-only';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { SubscribeAgain } from '@/components/message/subscribe-again';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openReminderSettings } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { messageService } from '@/services';
import { MessageCard } from './message-card';
import { useMarkSeen } from './use-mark-seen';

/** 消息: every reminder this member was sent, also those WeChat did not carry. */
export default function InboxPage() {
  const list = usePagedCall(async (cursor) => {
    const { messages, nextCursor, now } = await messageService.listInbox({ cursor });
    return { items: messages, nextCursor, now };
  });
  const { state, reload } = list;
  useOnShow(() => void reload());
  useReachBottom(list.showMore);
  useMarkSeen(list.shown);

  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      {state.status === 'loading' && <PageLoading card={false} rows={4} />}
      {state.status === 'failed' && <MembersOnly error={state.error} onRetry={() => void reload()} />}
      {state.status === 'ready' && (
        <>
          <SubscribeAgain />
          <ActionButton id="reminder-settings" look="quiet" onPress={() => void openReminderSettings()}>
            提醒设置：收哪些、几点后别打扰
          </ActionButton>
        </>
      )}
      {state.status === 'ready' && list.shown.length === 0 && (
        <PageNote icon="empty" title="还没有消息" text="券快到期时，提醒会放在这里" />
      )}
      {list.shown.map((message) => (
        <MessageCard key={message.id} message={message} />
      ))}
      {list.hasMore && (
        <ActionButton id="more" look="quiet" disabled={list.loading} onPress={list.showMore}>
          {list.loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
    </PageShell>
  );
}
