import type { ReviewView } from '@contracts/payment/payment';
import { isStoreId, type StoreId } from '@contracts/primitives/ids';
import { chinaTimeText } from '@contracts/primitives/time';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Flex, Select, Typography } from 'antd';
import { errorText } from '../../app/error-text';
import { useQueryString } from '../../app/location';
import { ListPage, type ListColumn } from '../../kit/list-page';
import { moneyText } from '../../kit/words';
import { api } from '../../service';
import { useUser } from '../../shell/user-context';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { orderTexts } from './texts';

function Decide({ review }: { review: ReviewView }) {
  const { act } = usePageTexts(orderTexts);
  const { form } = useTexts();
  const { message, modal } = AntApp.useApp();
  const client = useQueryClient();
  const decide = async (isConfirmed: boolean): Promise<void> => {
    try {
      const { reviewId } = review;
      await (isConfirmed ? api.payment.confirmReview({ reviewId }) : api.payment.rejectReview({ reviewId }));
      void message.success(form.done);
    } catch (thrown) {
      void message.error(errorText(thrown));
    }
    await client.invalidateQueries({ queryKey: ['payment'] });
  };
  const ask = (isConfirmed: boolean): void =>
    void modal.confirm({
      title: isConfirmed ? act.confirm : act.reject,
      content: `${review.storeName} ${moneyText(review.amountFen)} · ${isConfirmed ? act.confirmSure : act.rejectSure}`,
      onOk: () => decide(isConfirmed),
    });
  return (
    <Flex gap="small">
      {review.mine ? (
        <Typography.Text type="secondary">{act.own}</Typography.Text>
      ) : (
        <Button size="small" type="primary" onClick={() => ask(true)}>
          {act.confirm}
        </Button>
      )}
      <Button size="small" onClick={() => ask(false)}>
        {act.reject}
      </Button>
    </Flex>
  );
}

export default function ReviewsPage() {
  const { pages, none } = useTexts();
  const texts = usePageTexts(orderTexts);
  const { columns } = texts;
  const query = useQueryString();
  const user = useUser();
  const list = useQuery({ queryKey: ['merchant', 'myStores'], queryFn: () => api.merchant.listMyStores({}) });
  const stores = list.data?.stores ?? [];
  const wanted = query.get('store');
  const mayAll = user.stores === null;
  const storeId: StoreId | null = isStoreId(wanted) ? wanted : mayAll ? null : (stores[0]?.storeId ?? null);
  const shown: ListColumn<ReviewView>[] = [
    { key: 'time', title: columns.time, width: 120, render: (row) => chinaTimeText(row.createdAt) },
    { key: 'kind', title: columns.kind, width: 110, render: (row) => texts.kinds[row.kind] },
    {
      key: 'amount',
      title: columns.amount,
      width: 110,
      align: 'right',
      render: (row) => moneyText(row.amountFen),
    },
    { key: 'store', title: columns.store, width: 150, render: (row) => row.storeName },
    { key: 'by', title: columns.by, width: 100, render: (row) => row.byName },
    { key: 'why', title: columns.why, width: 240, render: (row) => row.why },
    { key: 'reason', title: columns.reason, width: 160, render: (row) => row.reason ?? none },
    { key: 'ends', title: columns.ends, width: 120, render: (row) => chinaTimeText(row.expiresAt) },
    { key: 'act', title: '', width: 260, render: (row) => <Decide review={row} /> },
  ];
  return (
    <ListPage<ReviewView>
      title={pages.reviews}
      name="reviews"
      isOff={storeId === null && !mayAll}
      queryKey={['payment', 'reviews', storeId]}
      load={async (cursor) => {
        const { reviews, nextCursor, now } = await api.payment.listReviews({ storeId, cursor });
        return { rows: reviews, nextCursor, now };
      }}
      columns={shown}
      rowKey={(row) => row.reviewId}
      filters={
        <Select
          style={{ minWidth: 180 }}
          aria-label={texts.store}
          placeholder={mayAll ? texts.allStores : texts.store}
          allowClear={mayAll}
          value={storeId}
          options={stores.map((store) => ({ value: store.storeId, label: store.name }))}
          onChange={(store?: StoreId | null) => query.set({ store: store ?? null, pages: null })}
        />
      }
    />
  );
}
