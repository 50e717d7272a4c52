import { ActionButton } from '@/components/action-button';
import { PagedList } from '@/components/list/paged-list';
import { MembersOnly } from '@/components/page/members-only';
import { PageShell } from '@/components/page/page-shell';
import { useToast } from '@/components/sheet/toast';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { openCoupons } from '@/platform/opening/navigation';
import { couponService } from '@/services';
import { CollectRow } from './collect-row';

/** 领券中心: what can be collected, with every condition, in one tap. */
export default function CouponCentrePage() {
  const list = usePagedCall(async (cursor) =>
    pageOf(await couponService.listCollectable({ cursor }), 'coupons'),
  );
  const { say, toast } = useToast();

  return (
    <PageShell>
      <PagedList
        list={list}
        Failure={MembersOnly}
        keyOf={(coupon) => coupon.templateId}
        row={(coupon) => (
          <CollectRow
            coupon={coupon}
            onCollected={(title) => {
              say(`领到「${title}」，在我的优惠券里`);
              void list.reload();
            }}
          />
        )}
        empty={{
          title: '现在没有可领的券',
          text: '有新券时会放在这里',
          children: (
            <ActionButton id="mine" look="secondary" onPress={() => void openCoupons()}>
              看我的优惠券
            </ActionButton>
          ),
        }}
      />
      {toast}
    </PageShell>
  );
}
