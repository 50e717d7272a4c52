import { useReachBottom } from '@tarojs/taro';
import { ActionButton } from '@/components/action-button';
import { Fact, Facts } from '@/components/facts';
import { MembersOnly } from '@/components/page/members-only';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { Tappable } from '@/components/tappable';
import { pickupCodeText } from '@contracts/primitives/pickup-code';
import { pointsText } from '@contracts/primitives/points';
import { chinaTimeText } from '@contracts/primitives/time';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openMall, openRedemption } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { pointsService } from '@/services';
import { redemptionName, redemptionStateText } from '../../components/reward-words';

/** 我的兑换, latest first; those that wait show their code. */
export default function RedemptionsPage() {
  const list = usePagedCall(async (cursor) => {
    const { redemptions, nextCursor, now } = await pointsService.listRedemptions({ cursor });
    return { items: redemptions, nextCursor, now };
  });
  const { state, reload } = list;
  useOnShow(() => void reload());
  useReachBottom(list.showMore);
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      {state.status === 'loading' && <PageLoading card={false} rows={4} />}
      {state.status === 'failed' && <MembersOnly error={state.error} onRetry={() => void reload()} />}
      {state.status === 'ready' && list.shown.length === 0 && (
        <PageNote icon="empty" title="还没有兑换过" text="用积分兑换的东西和兑换码会放在这里">
          <ActionButton id="mall" onPress={() => void openMall()}>
            去积分商城
          </ActionButton>
        </PageNote>
      )}
      {list.shown.map((redemption) => (
        <Tappable
          key={redemption.id}
          id={`redemption-${redemption.id}`}
          onPress={() => void openRedemption(redemption.id)}
        >
          <Facts>
            <Fact name={redemptionName(redemption)} value={redemptionStateText(redemption)} />
            <Fact
              name={chinaTimeText(redemption.createdAt)}
              value={`${pointsText(redemption.points)} 积分`}
            />
            {redemption.state === 'waiting' && redemption.code !== null && (
              <Fact name="兑换码" value={pickupCodeText(redemption.code)} />
            )}
          </Facts>
        </Tappable>
      ))}
      {list.hasMore && (
        <ActionButton id="more" look="quiet" disabled={list.loading} onPress={list.showMore}>
          {list.loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
    </PageShell>
  );
}
