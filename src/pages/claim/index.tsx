import { Text } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useMemo } from 'react';
import { refuse } from '@contracts/errors';
import type { PaymentApi } from '@contracts/payment/payment';
import { chinaEndText } from '@contracts/primitives/time';
import { ActionButton } from '@/components/action-button';
import { validityText } from '@/components/coupon/coupon-text';
import { Fact, Facts } from '@/components/facts';
import { InlineNote } from '@/components/inline-note';
import { PageWait } from '@/components/page/page-wait';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { Ticket } from '@/components/coupon/ticket';
import { useCall } from '@/hooks/use-call';
import { useReminderPrompt } from '@/hooks/use-reminder-prompt';
import { openHome } from '@/platform/opening/navigation';
import { claimIdFromParams } from '@/platform/opening/order-link';
import { useOnShow } from '@/platform/use-on-show';
import { growthService, paymentService } from '@/services';
import { JoinBar } from '../join/join-bar';
import { JoinedView } from '../join/joined-view';
import { useJoin, type Join } from '../join/use-join';

type Claim = ReturnType<PaymentApi['readClaim']>;

/** The card and pack a payment promised, with the way to take them. */
function ClaimOffer({ claim, join, charter }: { claim: Claim; join: Join; charter: boolean }) {
  const { plan, packName, coupons, packRefusal } = claim.offer;
  return (
    <>
      <Facts>
        <Fact name={claim.brandName} value={plan.name} />
        {plan.benefits.map((benefit) => (
          <Text key={benefit}>{benefit}</Text>
        ))}
        <Fact name="领取截止" value={chinaEndText(claim.expiresAt)} />
      </Facts>
      {coupons.length > 0 && <SectionTitle text={`${packName} · ${coupons.length} 张`} />}
      {packRefusal !== null && <InlineNote text={`这份券包现在发不了：${packRefusal}。会员卡照样能领。`} />}
      {coupons.map(({ terms, validity }) => (
        <Ticket key={terms.templateId} terms={terms} faded={packRefusal !== null}>
          <Text>{validityText(validity)}</Text>
        </Ticket>
      ))}
      <JoinBar join={join} charter={charter} />
    </>
  );
}

/** Joining does not wait for it. */
const readCharterVersion = (): Promise<string | null> =>
  growthService
    .readCharter({})
    .then(({ charter }) => charter?.version ?? null)
    .catch(() => null);

/** 领卡: the card a first payment promised becomes the member card, with that payment in it. */
export default function ClaimPage() {
  const { params } = useRouter();
  const claimId = useMemo(() => claimIdFromParams(params), [params]);
  const { state, reload } = useCall(async () => {
    if (claimId === null) throw refuse('claim_not_found');
    const [read, charter] = await Promise.all([paymentService.readClaim({ claimId }), readCharterVersion()]);
    return { ...read, charter };
  });
  const charter = state.status === 'ready' ? state.snapshot.data.charter : null;
  const join = useJoin(null, { claimId, charter });
  const prompt = useReminderPrompt('join');
  useOnShow(() => {
    if (join.joined === null) void reload();
  });
  const claim = state.status === 'ready' ? state.snapshot.data : null;
  const reason = claim && (claim.viewer === 'member' ? '你已是会员，卡和券都在首页' : claim.reason);

  return (
    <PageShell>
      <PageWait call={{ state, reload }} card rows={3} />
      {claim && join.joined && (
        <JoinedView
          brandName={claim.brandName}
          packName={claim.offer.packName}
          joined={join.joined}
          prompt={prompt}
        />
      )}
      {claim && !join.joined && reason === null && (
        <ClaimOffer claim={claim} join={join} charter={charter !== null} />
      )}
      {claim && !join.joined && reason !== null && (
        <PageNote icon="ticket" title={claim.offer.plan.name} text={reason}>
          <ActionButton id="go-home" look="secondary" onPress={() => void openHome()}>
            回首页
          </ActionButton>
        </PageNote>
      )}
    </PageShell>
  );
}
