import { useState } from 'react';
import type { StoreId } from '@contracts/primitives/ids';
import { PagedList } from '@/components/list/paged-list';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { useToast } from '@/components/sheet/toast';
import { StorePicker } from '@/components/form/store-picker';
import { useCall } from '@/hooks/use-call';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { useOnShow } from '@/platform/use-on-show';
import { merchantService, paymentService } from '@/services';
import { NoStore } from '../../components/no-store';
import { ReviewCard } from '../../components/review-card';

/** What waits at a store. */
function Waiting({ storeId }: { storeId: StoreId }) {
  const { say, toast } = useToast();
  const list = usePagedCall(async (cursor) =>
    pageOf(await paymentService.listReviews({ storeId, cursor }), 'reviews'),
  );
  return (
    <>
      <PagedList
        list={list}
        outline={3}
        keyOf={({ reviewId }) => reviewId}
        row={(review) => (
          <ReviewCard
            review={review}
            onDecided={(text) => {
              say(text);
              void list.reload();
            }}
          />
        )}
        empty={{ icon: 'check', title: '没有待复核的', text: '店员一天的收现或退款超过限额时，会列在这里' }}
      />
      {toast}
    </>
  );
}

/** 待复核: what went above a clerk's limit, for a second person of the store. */
export default function ReviewsPage() {
  const { state, reload } = useCall(() => merchantService.listMyStores({}));
  useOnShow(() => {
    if (state.status !== 'ready') void reload();
  });
  const [chosen, setChosen] = useState<StoreId | null>(null);
  const stores = state.status === 'ready' ? state.snapshot.data.stores : [];
  const storeId = chosen ?? stores[0]?.storeId ?? null;
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={3} />
      {state.status === 'ready' && storeId === null && <NoStore />}
      {storeId !== null && (
        <>
          {stores.length > 1 && <StorePicker stores={stores} chosen={storeId} onChoose={setChosen} />}
          <Waiting key={storeId} storeId={storeId} />
        </>
      )}
    </PageShell>
  );
}
