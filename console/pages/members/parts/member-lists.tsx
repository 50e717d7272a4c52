import type { MemberDetail } from '@contracts/office/member-detail';
import { Empty, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import { Link } from '../../../app/link';
import { dayText, moneyText, momentText } from '../../../kit/words';
import { usePageTexts } from '../../../texts/use-texts';
import { memberTexts } from '../texts';

function Lines({ lines }: { lines: { key: string; left: ReactNode; right: ReactNode }[] }) {
  const { detail } = usePageTexts(memberTexts);
  if (lines.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={detail.nothing} />;
  return (
    <Flex vertical gap="small" component="ul" style={{ padding: 0, margin: 0 }}>
      {lines.map(({ key, left, right }) => (
        <Flex key={key} component="li" justify="space-between" gap="middle">
          <span>{left}</span>
          <Typography.Text type="secondary">{right}</Typography.Text>
        </Flex>
      ))}
    </Flex>
  );
}

export function OrderList({ orders }: Pick<MemberDetail, 'orders'>) {
  const { detail } = usePageTexts(memberTexts);
  const lines = orders.map(({ orderId, storeName, amountFen, paidAt, refundedFen, createdAt }) => ({
    key: orderId,
    left: (
      <Link to={`/orders?open=${orderId}`}>
        {moneyText(amountFen)} · {storeName}
      </Link>
    ),
    right: [
      momentText(paidAt ?? createdAt),
      paidAt === null && detail.unpaid,
      refundedFen > 0 && detail.refunded(moneyText(refundedFen)),
    ]
      .filter(Boolean)
      .join(' · '),
  }));
  return <Lines lines={lines} />;
}

export function CouponList({ coupons }: Pick<MemberDetail, 'coupons'>) {
  const { couponStates, detail } = usePageTexts(memberTexts);
  const lines = coupons.map(({ couponId, title, state, expiresAt }) => ({
    key: couponId,
    left: title,
    right: `${couponStates[state]} · ${detail.until(dayText(expiresAt))}`,
  }));
  return <Lines lines={lines} />;
}

export function NoteList({ notes }: Pick<MemberDetail, 'notes'>) {
  const lines = notes.map(({ text, byName, at }) => ({
    key: `${at} ${text}`,
    left: text,
    right: `${byName} · ${momentText(at)}`,
  }));
  return <Lines lines={lines} />;
}
