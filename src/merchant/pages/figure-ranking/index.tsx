import { useState } from 'react';
import { changeOf, changeText, figureText } from '@contracts/primitives/insight/figure-text';
import { figureOf, type FigureKey } from '@contracts/primitives/insight/figures';
import type { Cut, Sums } from '@contracts/primitives/insight/measures';
import { Card, CardHead, CardLine, ListNote } from '@/components/card/card';
import { PagedList } from '@/components/list/paged-list';
import { Tabs } from '@/components/list/tabs';
import { PageShell } from '@/components/page/page-shell';
import { usePagedCall } from '@/hooks/use-paged-call';
import { insightService } from '@/services';
import { StaffOnly } from '../../components/staff-only';

type Shown = Extract<Cut, 'store' | 'city' | 'leader' | 'tierNow' | 'category' | 'message'>;

const tabs: readonly { name: Shown; text: string }[] = [
  { name: 'store', text: '门店' },
  { name: 'city', text: '城市' },
  { name: 'leader', text: '团长' },
  { name: 'tierNow', text: '等级' },
  { name: 'category', text: '品类' },
  { name: 'message', text: '消息' },
];

/** By what rows are told apart, and what stands beside it. */
interface Columns {
  worth: FigureKey;
  beside: readonly FigureKey[];
  head: string;
}
const sales: Columns = {
  worth: 'netFen',
  beside: ['keptOrders', 'buyers', 'repeatRate', 'refundRate'],
  head: '本月到现在，净销售额高的在前；本月还没结束，和整个上月比',
};
const messages: Columns = {
  worth: 'messageOrderFen',
  beside: ['delivered', 'openRate', 'messageOrders', 'messageOrderRate'],
  head: '本月到现在，带来销售额高的在前：打开或点进后 3 天内的订单，算给最后看的那条消息',
};

const textOf = (key: FigureKey, sums: Sums): string => {
  const { name, unit, of } = figureOf(key);
  return `${name} ${figureText(unit, of(sums))}`;
};

/** Who joined somewhere and bought nowhere is no row of sales. */
const isTold = ({ sums: { orders = 0, refunds = 0, delivered = 0 } }: { sums: Sums }, cut: Shown): boolean =>
  (cut === 'message' ? delivered : orders + refunds) > 0;

function Rows({ cut }: { cut: Shown }) {
  const list = usePagedCall(async (cursor) => {
    const { rows, nextCursor, asOf } = await insightService.readBreakdown({
      period: 'month',
      day: null,
      cut,
      cursor,
    });
    return { items: rows.filter((row) => isTold(row, cut)), nextCursor, now: asOf };
  });
  const { worth, beside, head } = cut === 'message' ? messages : sales;
  const { name, unit, of } = figureOf(worth);
  return (
    <PagedList
      key={cut}
      list={list}
      Failure={StaffOnly}
      keyOf={({ value }) => value}
      row={({ label, sums, before }) => (
        <Card>
          <CardHead title={label} state={figureText(unit, of(sums))} />
          <CardLine text={beside.map((key) => textOf(key, sums)).join(' · ')} />
          <CardLine text={`${name}${changeText(changeOf(of(sums), of(before)), '上月')}`} />
        </Card>
      )}
      head={<ListNote text={head} />}
      empty={{ icon: 'receipt', title: '本月还没有数据', text: '会员付款、收到消息后几分钟就能看到' }}
    />
  );
}

/** 本月分布和排名: this month by store, city, leader, tier, category or message, beside the month before. */
export default function FigureRankingPage() {
  const [cut, setCut] = useState<Shown>('store');
  return (
    <PageShell>
      <Tabs tabs={tabs} selected={cut} onSelect={setCut} />
      <Rows key={cut} cut={cut} />
    </PageShell>
  );
}
