import { Text } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { validityText } from '@/components/coupon/coupon-text';
import { InlineNote } from '@/components/inline-note';
import { MembersOnly } from '@/components/page/members-only';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { StaleNote } from '@/components/page/stale-note';
import { Ticket } from '@/components/coupon/ticket';
import type { CollectableCoupon } from '@contracts/coupon/coupon';
import { errorCatalogue, refuse } from '@contracts/errors';
import { isCouponTemplateId } from '@contracts/primitives/ids';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useRequestId } from '@/hooks/use-request-id';
import { openCoupon } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { couponService } from '@/services';
import { collectConditions, leftText } from '../../components/collect-text';
import { Conditions } from '../../components/conditions';

interface CollectBarProps {
  coupon: CollectableCoupon;
  onRefused: () => void;
}

/** One attempt keeps its request: when the answer was lost, the next tap asks for the same coupon. */
function CollectBar({ coupon, onRefused }: CollectBarProps) {
  const request = useRequestId();
  const collect = useAction(async () => {
    const wish = { templateId: coupon.templateId };
    try {
      const { coupon: collected } = await couponService.collect(wish, { requestId: request.idFor(wish) });
      request.done();
      await openCoupon(collected.id);
    } catch (error) {
      onRefused();
      throw error;
    }
  });
  const text = coupon.refusal ?? '立即领取';
  return (
    <ActionBar>
      {collect.error && <InlineNote text={errorCatalogue[collect.error.code].message} />}
      <ActionButton
        id="collect"
        disabled={collect.busy || coupon.refusal !== null}
        onPress={() => void collect.run(undefined)}
      >
        {collect.busy ? '正在领取…' : text}
      </ActionButton>
    </ActionBar>
  );
}

/** A coupon of 领券中心 with every condition it has, before it is collected by an explicit tap. */
export default function CollectPage() {
  const { params } = useRouter();
  const { state, reload } = useCall(async () => {
    if (!isCouponTemplateId(params['id'])) throw refuse('coupon_template_not_found');
    return couponService.readCollectable({ templateId: params['id'] });
  });
  useOnShow(() => void reload());
  const coupon = state.status === 'ready' ? state.snapshot.data.coupon : null;
  const left = coupon && leftText(coupon.left);
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} rows={2} Failure={MembersOnly} />
      {coupon && (
        <>
          <Ticket terms={coupon.terms} faded={coupon.refusal !== null}>
            <Text>{validityText(coupon.validity)}</Text>
            {left !== null && <Text>{left}</Text>}
          </Ticket>
          <SectionTitle text="领取和使用条件" />
          <Conditions lines={collectConditions(coupon)} />
          <CollectBar coupon={coupon} onRefused={() => void reload()} />
        </>
      )}
    </PageShell>
  );
}
