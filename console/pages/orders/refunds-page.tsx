import type { TroubledRefund } from '@contracts/payment/payment';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import { errorText } from '../../app/error-text';
import { ActionForm } from '../../kit/action-form';
import { ListPage, type ListColumn } from '../../kit/list-page';
import { moneyText, momentText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { orderTexts } from './texts';

function useRefresh(): () => void {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ['payment'] });
    void client.invalidateQueries({ queryKey: ['office', 'toDo'] });
  };
}

function Acts({ refund, onHandle }: { refund: TroubledRefund; onHandle: () => void }) {
  const { act } = usePageTexts(orderTexts);
  const { message } = AntApp.useApp();
  const refresh = useRefresh();
  const [isBusy, setBusy] = useState(false);
  const retry = async (): Promise<void> => {
    setBusy(true);
    try {
      const { isAccepted } = await api.payment.retryRefund({ refundId: refund.refundId });
      void (isAccepted ? message.success(act.retried) : message.info(act.notTaken));
    } catch (thrown) {
      void message.error(errorText(thrown));
    }
    setBusy(false);
    refresh();
  };
  return (
    <Flex gap="small">
      {refund.canRetry && (
        <Button size="small" type="primary" loading={isBusy} onClick={() => void retry()}>
          {act.retry}
        </Button>
      )}
      <Button size="small" onClick={onHandle}>
        {act.handle}
      </Button>
    </Flex>
  );
}

function HandleForm({ refund, onClose }: { refund: TroubledRefund; onClose: () => void }) {
  const { act } = usePageTexts(orderTexts);
  const { refundId, storeName, amountFen } = refund;
  const refresh = useRefresh();
  return (
    <ActionForm<{ note: string }>
      title={act.handle}
      who={`${storeName} · ${moneyText(amountFen)}`}
      what={act.handleWhat}
      initial={{ note: '' }}
      submit={({ note }, requestId) => api.payment.handleRefund({ refundId, note }, { requestId })}
      isDanger
      reload={refresh}
      onDone={refresh}
      onClose={onClose}
    >
      <Form.Item
        name="note"
        label={act.note}
        extra={act.noteHint}
        rules={[{ required: true, whitespace: true, min: 2, message: act.noteHint }]}
      >
        <Input.TextArea rows={3} maxLength={100} showCount />
      </Form.Item>
    </ActionForm>
  );
}

export default function RefundsPage() {
  const { pages } = useTexts();
  const texts = usePageTexts(orderTexts);
  const { columns } = texts;
  const [handled, setHandled] = useState<TroubledRefund | null>(null);
  const shown: ListColumn<TroubledRefund>[] = [
    { key: 'since', title: columns.since, width: 170, render: (row) => momentText(row.since) },
    { key: 'store', title: columns.store, width: 150, render: (row) => row.storeName },
    {
      key: 'amount',
      title: columns.amount,
      width: 110,
      align: 'right',
      render: (row) => moneyText(row.amountFen),
    },
    {
      key: 'kind',
      title: columns.kind,
      width: 110,
      render: (row) => (row.kind === 'surplus' ? texts.surplus : texts.ofOrder),
    },
    { key: 'reason', title: columns.reason, width: 160, render: (row) => row.reason },
    { key: 'trouble', title: columns.trouble, width: 320, render: (row) => row.trouble },
    {
      key: 'act',
      title: '',
      width: 220,
      render: (row) => <Acts refund={row} onHandle={() => setHandled(row)} />,
    },
  ];
  return (
    <ListPage<TroubledRefund>
      title={pages.refunds}
      name="refunds"
      queryKey={['payment', 'troubled']}
      load={async (cursor) => {
        const { refunds, nextCursor, now } = await api.payment.listTroubledRefunds({ cursor });
        return { rows: refunds, nextCursor, now };
      }}
      columns={shown}
      rowKey={(row) => row.refundId}
    >
      {handled && <HandleForm refund={handled} onClose={() => setHandled(null)} />}
    </ListPage>
  );
}
