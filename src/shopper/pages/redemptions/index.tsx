import { ActionButton } from '@/components/action-button';
import { Fact, Facts } from '@/components/facts';
import { MembersOnly } from '@/components/page/members-only';
import { PagedList } from '@/components/list/paged-list';
import { PageShell } from '@/components/page/page-shell';
import { Tappable } from '@/components/tappable';
import { pickupCodeText } from '@contracts/primitives/codes/pickup-code';
import { pointsText } from '@contracts/primitives/points';
import { chinaTimeText } from '@contracts/primitives/time';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { openMall, openRedemption } from '@/platform/opening/navigation';
import { pointsService } from '@/services';
import { redemptionWords } from '@contracts/primitives/words/redemption-words';
import { redemptionName } from '../../components/reward-text';

/** 我的兑换, latest first; those that wait show their code. */
export default function RedemptionsPage() {
  const list = usePagedCall(async (cursor) =>
    pageOf(await pointsService.listRedemptions({ cursor }), 'redemptions'),
  );
  return (
    <PageShell>
      <PagedList
        list={list}
        Failure={MembersOnly}
        keyOf={(redemption) => redemption.id}
        row={(redemption) => (
          <Tappable id={`redemption-${redemption.id}`} onPress={() => void openRedemption(redemption.id)}>
            <Facts>
              <Fact name={redemptionName(redemption)} value={redemptionWords(redemption)} />
              <Fact
                name={chinaTimeText(redemption.createdAt)}
                value={`${pointsText(redemption.points)} 积分`}
              />
              {redemption.state === 'waiting' && redemption.code !== null && (
                <Fact name="兑换码" value={pickupCodeText(redemption.code)} />
              )}
            </Facts>
          </Tappable>
        )}
        empty={{
          title: '还没有兑换过',
          text: '用积分兑换的东西和兑换码会放在这里',
          children: (
            <ActionButton id="mall" onPress={() => void openMall()}>
              去积分商城
            </ActionButton>
          ),
        }}
      />
    </PageShell>
  );
}
