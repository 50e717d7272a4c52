import { PagedList } from '@/components/list/paged-list';
import { SectionTitle } from '@/components/section-title';
import { chinaTimeText } from '@contracts/primitives/time';
import type { LeaderHoldView } from '@contracts/leader/leader-holds';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { useRequestId } from '@/hooks/use-request-id';
import { leaderService } from '@/services';
import { HeldPanel } from './held-panel';

function HeldLeader({ hold, onDecided }: { hold: LeaderHoldView; onDecided: () => void }) {
  const request = useRequestId();
  const { holdId, leaderName, storeName, member, awards, heldAt, reason } = hold;
  return (
    <HeldPanel
      id={holdId}
      title={`团长 ${leaderName} 带来了 ${member}`}
      lines={[`${storeName} · ${chinaTimeText(heldAt)} 起，${awards} 项业绩暂不计入`, reason]}
      yes={{ decision: 'release', label: '是两个人，计入业绩' }}
      no={{ decision: 'refuse', label: '是同一个人，不计入' }}
      onDecide={async (decision: 'release' | 'refuse', words) => {
        const input = { holdId, decision, reason: words };
        await leaderService.decideHold(input, { requestId: request.idFor(input) });
        onDecided();
      }}
    />
  );
}

/** Leaders who may be the member they brought: nothing is awarded or dropped, somebody decides. */
export function HeldLeaders() {
  const list = usePagedCall(async (cursor) => pageOf(await leaderService.listHolds({ cursor }), 'holds'));
  return (
    <>
      <SectionTitle text="待核实的团长业绩" />
      <PagedList
        list={list}
        outline={1}
        name="holds"
        endless={false}
        keyOf={({ holdId }) => holdId}
        row={(hold) => <HeldLeader hold={hold} onDecided={() => void list.reload()} />}
        empty={{
          icon: 'check',
          title: '没有待核实的团长业绩',
          text: '团长和成员验证过同一个手机号时，业绩会先放在这里',
        }}
      />
    </>
  );
}
