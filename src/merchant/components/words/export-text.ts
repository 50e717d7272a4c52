import type { ExportedList, PeriodList } from '@contracts/office/kept-values';

export const exportedListText: Readonly<Record<ExportedList, string>> = {
  members: '会员',
  orders: '订单',
  refunds: '退款',
  coupons: '发出的券',
  points: '积分明细',
  redemptions: '积分兑换',
  audit: '操作日志',
  figures: '经营数据',
};

export const listsToExport: readonly { id: PeriodList; name: string }[] = (
  ['orders', 'refunds', 'coupons', 'points', 'redemptions', 'audit', 'figures'] as const
).map((id) => ({ id, name: exportedListText[id] }));

export const exportFormats = [
  { id: 'xlsx', name: 'Excel' },
  { id: 'csv', name: 'CSV' },
] as const;
