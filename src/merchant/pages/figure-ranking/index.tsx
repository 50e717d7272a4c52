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

type Shown = Extract<Cut, 'store' | 'leader' | 'tierNow' | 'category'>;

const tabs: readonly { name: Shown; text: string }[] = [
  { name: 'store', text: '门店' },
  { name: 'leader', text: '团长' },
  { name: 'tierNow', text: '等级' },
  { name: 'category', text: '品类' },
];

/** What stands beside the sales. */
const beside = ['keptOrders', 'buyers', 'repeatRate', 'refundRate'] as const satisfies readonly FigureKey[];

const textOf = (key: FigureKey, sums: Sums): string => {
  const { name, unit, of } = figureOf(key);
  return `${name} ${figureText(unit, of(sums))}`;
};

/** Who joined somewhere and bought nowhere is no row of sales. */
const isSold = ({ sums: { orders = 0, refunds = 0 } }: { sums: Sums }): boolean => orders + refunds > 0;

function Rows({ cut }: { cut: Shown }) {
  const list = usePagedCall(async (cursor) => {
    const { rows, nextCursor, asOf } = await insightService.readBreakdown({
      period: 'month',
      day: null,
      cut,
      cursor,
    });
    return { items: rows.filter(isSold), nextCursor, now: asOf };
  });
  const net = figureOf('netFen');
  return (
    <PagedList
      key={cut}
      list={list}
      Failure={StaffOnly}
      keyOf={({ value }) => value}
      row={({ label, sums, before }) => (
        <Card>
          <CardHead title={label} state={figureText(net.unit, net.of(sums))} />
          <CardLine text={beside.map((key) => textOf(key, sums)).join(' · ')} />
          <CardLine text={`净销售额${changeText(changeOf(net.of(sums), net.of(before)), '上月')}`} />
        </Card>
      )}
      head={<ListNote text="本月到现在，净销售额高的在前；本月还没结束，和整个上月比" />}
      empty={{ icon: 'receipt', title: '本月还没有数据', text: '会员付款后几分钟就能看到' }}
    />
  );
}

/** 本月分布和排名: this month by store, leader, tier or category, beside the month before. */
export default function FigureRankingPage() {
  const [cut, setCut] = useState<Shown>('store');
  return (
    <PageShell>
      <Tabs tabs={tabs} selected={cut} onSelect={setCut} />
      <Rows key={cut} cut={cut} />
    </PageShell>
  );
}
