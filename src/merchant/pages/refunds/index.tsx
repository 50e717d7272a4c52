import { useToast } from '@/components/sheet/toast';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { paymentService } from '@/services';
import { StaffList } from '../../components/staff-list';
import { RefundCard } from './refund-card';

/** 待处理退款: refunds that do not come to their end by themselves, the longest waiting first. */
export default function RefundsPage() {
  const { say, toast } = useToast();
  const list = usePagedCall(async (cursor) =>
    pageOf(await paymentService.listTroubledRefunds({ cursor }), 'refunds'),
  );
  const again = () => void list.reload();
  return (
    <StaffList
      list={list}
      outline={3}
      keyOf={(refund) => refund.refundId}
      row={(refund) => (
        <RefundCard
          refund={refund}
          onDone={(text) => {
            say(text);
            again();
          }}
        />
      )}
      empty={{
        icon: 'check',
        title: '没有待处理的退款',
        text: '微信支付退不了的、多收了还没退回的，会列在这里',
      }}
    >
      {toast}
    </StaffList>
  );
}
