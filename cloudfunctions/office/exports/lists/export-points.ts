import type { DocumentOf } from '../../../kit/store/schema';
import { exportLines, momentCell, personHeadings } from './export-lines';

/** The entries of the ledger, by when they took effect. */
export const exportPoints = exportLines<DocumentOf<'pointsEntries'>>({
  headings: ['时间', ...personHeadings, '可用', '待到账', '欠', '余额', '原因', '规则版本'],
  from: ({ pointsEntries }) => pointsEntries,
  by: 'at',
  memberOf: ({ memberId }) => memberId,
  line: (entry, person) => [
    momentCell(entry.at),
    ...person,
    entry.points,
    entry.pending,
    entry.debt,
    entry.balanceAfter,
    entry.reason,
    entry.ruleVersion,
  ],
});
