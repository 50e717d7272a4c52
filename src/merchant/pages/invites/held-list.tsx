import { Text } from '@tarojs/components';
import { Card, CardLine } from '@/components/card/card';
import { PagedList } from '@/components/list/paged-list';
import { SectionTitle } from '@/components/section-title';
import { chinaTimeText } from '@contracts/primitives/time';
import type { HeldReferral } from '@contracts/referral/referral';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { useRequestId } from '@/hooks/use-request-id';
import { referralService } from '@/services';
import { HeldPanel } from './held-panel';

function Held({ held, onDecided }: { held: HeldReferral; onDecided: () => void }) {
  const request = useRequestId();
  const { referralId } = held;
  return (
    <HeldPanel
      id={referralId}
      title={`${held.inviter} 邀请了 ${held.friend}`}
      lines={[
        `${chinaTimeText(held.joinedAt)} 入会，这位邀请人最近共有 ${held.recent} 位好友入会`,
        held.reason,
        ...held.notes,
      ]}
      yes={{ decision: 'approve', label: '是真的新会员，计入' }}
      no={{ decision: 'reject', label: '不计入' }}
      onDecide={async (decision: 'approve' | 'reject', reason) => {
        const input = { referralId, decision, reason };
        await referralService.decideHeld(input, { requestId: request.idFor(input) });
        onDecided();
      }}
    />
  );
}

/** Friends who came in a burst: nothing is dropped, somebody decides. */
export function HeldList() {
  const list = usePagedCall(async (cursor) =>
    pageOf(await referralService.listHeld({ cursor }), 'referrals'),
  );
  return (
    <>
      <SectionTitle text="待核实的邀请" />
      <PagedList
        list={list}
        outline={1}
        name="held"
        endless={false}
        keyOf={({ referralId }) => referralId}
        row={(held) => <Held held={held} onDecided={() => void list.reload()} />}
        empty={{ icon: 'check', title: '没有待核实的邀请', text: '短时间入会的好友特别多时，会先放在这里' }}
      />
    </>
  );
}

/** 归属记录: who is attributed whom, and why. */
export function AttributionList() {
  const list = usePagedCall(async (cursor) =>
    pageOf(await referralService.listAttributions({ cursor }), 'attributions'),
  );
  return (
    <>
      <SectionTitle text="会员是谁带来的" />
      <PagedList
        list={list}
        outline={1}
        name="attributions"
        keyOf={({ id }) => id}
        row={({ at, memberId, text }) => (
          <Card>
            <Text>{text}</Text>
            <CardLine text={`${chinaTimeText(at)} · 会员 …${memberId.slice(-6)}`} />
          </Card>
        )}
        empty={{ title: '还没有记录', text: '有人通过团码或邀请入会后，记给谁、为什么，都写在这里' }}
      />
    </>
  );
}
