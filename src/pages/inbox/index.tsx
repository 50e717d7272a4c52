import { ActionButton } from '@/components/action-button';
import { MembersOnly } from '@/components/page/members-only';
import { PagedList } from '@/components/list/paged-list';
import { PageShell } from '@/components/page/page-shell';
import { SubscribeAgain } from '@/components/message/subscribe-again';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { openReminderSettings } from '@/platform/opening/navigation';
import { messageService } from '@/services';
import { MessageCard } from './message-card';
import { useMarkSeen } from './use-mark-seen';

/** 消息: every reminder this member was sent, also those WeChat did not carry. */
export default function InboxPage() {
  const list = usePagedCall(async (cursor) => pageOf(await messageService.listInbox({ cursor }), 'messages'));
  useMarkSeen(list.shown);

  return (
    <PageShell>
      <PagedList
        list={list}
        Failure={MembersOnly}
        keyOf={(message) => message.id}
        row={(message) => <MessageCard message={message} />}
        empty={{ title: '还没有消息', text: '券快到期时，提醒会放在这里' }}
        head={
          <>
            <SubscribeAgain />
            <ActionButton id="reminder-settings" look="quiet" onPress={() => void openReminderSettings()}>
              提醒设置：收哪些、几点后别打扰
            </ActionButton>
          </>
        }
      />
    </PageShell>
  );
}
