import type { PaymentApi, StoreOrderView } from '@contracts/payment/payment';
import { isOrderId, type OrderId } from '@contracts/primitives/ids';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Descriptions, Flex, Result, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { DetailDrawer } from '../../kit/detail-drawer';
import { moneyText, momentText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { RefundForm } from './refund-form';
import { orderTexts } from './texts';

type Bill = ReturnType<PaymentApi['readBill']>;

function Part({ title, lines }: { title: string; lines: { left: ReactNode; right: ReactNode }[] }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <Typography.Title level={3} style={{ fontSize: 15 }}>
        {title}
      </Typography.Title>
      <Flex vertical gap={6} component="ul" style={{ padding: 0, margin: 0 }}>
        {lines.map(({ left, right }, index) => (
          <Flex key={index} component="li" justify="space-between" gap="middle">
            <span>{left}</span>
            <Typography.Text type="secondary">{right}</Typography.Text>
          </Flex>
        ))}
      </Flex>
    </section>
  );
}

function Summary({ order }: { order: StoreOrderView }) {
  const { none } = useTexts();
  const texts = usePageTexts(orderTexts);
  const items = [
    [texts.columns.order, order.orderId],
    [texts.columns.store, order.storeName],
    [texts.columns.state, texts.states[order.state]],
    [texts.columns.method, order.method === null ? none : texts.methods[order.method]],
    [texts.columns.amount, moneyText(order.amountFen)],
    [texts.columns.payable, order.payableFen === null ? none : moneyText(order.payableFen)],
    [texts.columns.refunded, moneyText(order.refundedFen)],
    [texts.columns.time, momentText(order.createdAt)],
    [texts.columns.settlement, order.settlement === null ? none : texts.settlements[order.settlement.state]],
  ];
  return (
    <Descriptions
      size="small"
      column={2}
      items={items.map(([label, children]) => ({ key: label, label, children }))}
    />
  );
}

function BillDetail({ bill, onDone }: { bill: Bill; onDone: () => void }) {
  const texts = usePageTexts(orderTexts);
  const [isRefunding, setRefunding] = useState(false);
  const { order, lines, reviews } = bill;
  return (
    <Flex vertical gap="middle">
      <Summary order={order} />
      {order.refundableFen > 0 && (
        <div>
          <Button danger onClick={() => setRefunding(true)}>
            {texts.act.refund}
          </Button>
        </div>
      )}
      <Part
        title={texts.detail.lines}
        lines={lines.map((line) => ({
          left: `${line.title} ${texts.detail.quantity(line.quantity)}`,
          right: [
            texts.detail.paid(moneyText(line.paidFen)),
            line.backQuantity > 0 && texts.detail.back(line.backQuantity, moneyText(line.backFen)),
          ]
            .filter(Boolean)
            .join(' · '),
        }))}
      />
      <Part
        title={texts.detail.receipts}
        lines={order.receipts.map(({ text, at }) => ({ left: text, right: momentText(at) }))}
      />
      <Part
        title={texts.detail.refunds}
        lines={order.refunds.map(({ amountFen, reason, state, createdAt }) => ({
          left: `${moneyText(amountFen)} · ${reason}`,
          right: `${texts.refundStates[state] ?? state} · ${momentText(createdAt)}`,
        }))}
      />
      <Part
        title={texts.detail.reviews}
        lines={reviews.map(({ kind, amountFen, byName, state, createdAt }) => ({
          left: `${texts.kinds[kind]} ${moneyText(amountFen)} · ${byName}`,
          right: `${texts.reviewStates[state]} · ${momentText(createdAt)}`,
        }))}
      />
      {isRefunding && <RefundForm order={order} onDone={onDone} onClose={() => setRefunding(false)} />}
    </Flex>
  );
}

function Detail({ id, onClose }: { id: OrderId; onClose: () => void }) {
  const texts = usePageTexts(orderTexts);
  const client = useQueryClient();
  const bill = useQuery({
    queryKey: ['payment', 'bill', id],
    queryFn: () => api.payment.readBill({ orderId: id }),
  });
  const onDone = (): void => void client.invalidateQueries({ queryKey: ['payment'] });
  return (
    <DetailDrawer title={texts.detail.title} onClose={onClose} detail={bill}>
      {(data) => <BillDetail bill={data} onDone={onDone} />}
    </DetailDrawer>
  );
}

export function OrderDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { nowhere } = useTexts();
  if (isOrderId(id)) return <Detail id={id} onClose={onClose} />;
  return <Result status="404" title={nowhere.title} />;
}
