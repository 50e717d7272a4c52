import { ActionButton } from '@/components/action-button';
import { PageFailure } from '@/components/page/page-failure';
import { PageNote } from '@/components/page/page-note';
import { SectionTitle } from '@/components/section-title';
import { chinaTimeText } from '@contracts/primitives/time';
import type { LeaderHoldView } from '@contracts/leader/leader-holds';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { usePagedCall } from '@/hooks/use-paged-call';
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

/** Leaders who may be the member they brought: nothing is credited or dropped, somebody decides. */
export function HeldLeaders() {
  const list = usePagedCall(async (cursor) => {
    const { holds, nextCursor, now } = await leaderService.listHolds({ cursor });
    return { items: holds, nextCursor, now };
  });
  const { state, reload } = list;
  const again = () => void reload();
  useLoadOnShow(reload);
  return (
    <>
      <SectionTitle text="待核实的团长业绩" />
      {state.status === 'failed' && <PageFailure error={state.error} onRetry={again} />}
      {state.status === 'ready' && list.shown.length === 0 && (
        <PageNote
          icon="check"
          title="没有待核实的团长业绩"
          text="团长和成员验证过同一个手机号时，业绩会先放在这里"
        />
      )}
      {list.shown.map((hold) => (
        <HeldLeader key={hold.holdId} hold={hold} onDecided={again} />
      ))}
      {list.hasMore && (
        <ActionButton id="more-holds" look="quiet" disabled={list.loading} onPress={list.showMore}>
          再看一些
        </ActionButton>
      )}
    </>
  );
}
