import type { VisitRuleDraft } from '../../../contracts/play/visit-rule';
import { prizeText, type PackNames } from './prize-text';

/** The rule as members read it. */
export const visitLines = (
  { prize, perDay, perMonth }: Pick<VisitRuleDraft, 'prize' | 'perDay' | 'perMonth'>,
  packs: PackNames,
): string[] => [
  `到店出示会员码，店员扫码后得 ${prizeText(prize, packs)}，不用消费`,
  `同一家门店每天一次；每天最多 ${perDay} 份${perMonth === null ? '' : `，每月最多 ${perMonth} 份`}`,
  '每天从 0 点（北京时间）重新计算；已经发出的奖励不受后来的规则变化影响',
];
