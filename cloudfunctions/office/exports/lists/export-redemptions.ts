import { redemptionWords } from '../../../../contracts/primitives/words/redemption-words';
import type { DocumentOf } from '../../../kit/store/schema';
import { exportLines, momentCell, personHeadings } from './export-lines';

/** By when points were exchanged. */
export const exportRedemptions = exportLines<DocumentOf<'redemptions'>>({
  headings: [
    '兑换时间',
    ...personHeadings,
    '兑换品',
    '规格',
    '数量',
    '用积分',
    '门店',
    '状态',
    '完成时间',
    '取消时间',
  ],
  from: ({ redemptions }) => redemptions,
  by: 'createdAt',
  memberOf: ({ memberId }) => memberId,
  line: (redemption, person) => [
    momentCell(redemption.createdAt),
    ...person,
    redemption.name,
    redemption.skuName,
    redemption.quantity,
    redemption.points,
    redemption.storeName,
    redemptionWords({ kind: redemption.kind, state: redemption.status }),
    momentCell(redemption.done?.at ?? null),
    momentCell(redemption.cancelledAt),
  ],
});
