import type { PeriodList } from '../../../../contracts/office/kept-values';
import { exportAudit } from './export-audit';
import { exportCoupons } from './export-coupons';
import { exportFigures } from './export-figures';
import type { ExportableList } from './export-lines';
import { exportOrders } from './export-orders';
import { exportPoints } from './export-points';
import { exportRedemptions } from './export-redemptions';
import { exportRefunds } from './export-refunds';

const lists: Readonly<Record<PeriodList, ExportableList>> = {
  orders: exportOrders,
  refunds: exportRefunds,
  coupons: exportCoupons,
  points: exportPoints,
  redemptions: exportRedemptions,
  audit: exportAudit,
  figures: exportFigures,
};

/** What an operator can have as a file, beside the members. */
export const resolveList = (list: PeriodList): ExportableList => lists[list];
