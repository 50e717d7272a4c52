import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { TopActions } from '@/components/card/top-actions';
import { chinaTimeText } from '@contracts/primitives/time';
import type { PushView } from '@contracts/message/push';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { openDeliveries, openNewPush, openPush } from '@/platform/opening/navigation';
import { messageService } from '@/services';
import { pushKindText, pushStatusText } from '../../components/words/message-text';
import { StaffList } from '../../components/staff-list';

const PushCard = ({ push }: { push: PushView }) => (
  <Card onOpen={() => void openPush(push.id)}>
    <CardHead title={push.text?.title ?? pushKindText[push.kind]} state={pushStatusText[push.status]} />
    <CardLine text={`${pushKindText[push.kind]} · ${chinaTimeText(push.sendAt)} · ${push.createdBy}`} />
    <CardLine text={`共 ${push.preview.total} 人，已处理 ${push.done} 人`} />
  </Card>
);

/** 推送: what was pushed and what is waiting, newest first. */
export default function PushesPage() {
  const list = usePagedCall(async (cursor) => pageOf(await messageService.listPushes({ cursor }), 'pushes'));
  return (
    <StaffList
      list={list}
      keyOf={({ id }) => id}
      row={(push) => <PushCard push={push} />}
      empty={{ title: '还没有推送', text: '可以提醒卡或券快到期的会员，也可以发活动通知' }}
      head={
        <TopActions>
          <ActionButton id="new-push" onPress={() => void openNewPush()}>
            新建推送
          </ActionButton>
          <ActionButton id="deliveries" look="secondary" onPress={() => void openDeliveries()}>
            消息记录：没发成的和为什么
          </ActionButton>
        </TopActions>
      }
    />
  );
}
