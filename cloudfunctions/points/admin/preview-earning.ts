import type { PointsRuleDraft } from '../../../contracts/points/points-rule';
import { yuanText, type Fen } from '../../../contracts/primitives/fen';
import { points, pointsText } from '../../../contracts/primitives/points';
import type { ReadCall } from '../../kit/host/call';
import { earnedBy } from '../rules/earning/earn-rule';
import { readRule } from '../book/read-rule';

const NOBODY = { tier: null, tierInRule: null, birthday: null };

/** `¥88 → 88 积分`: what a payment at the counter would earn somebody without tier or birthday, now. */
export async function previewEarning(
  { store, now }: ReadCall<'clerk'>,
  { paidFen, draft }: { paidFen: Fen; draft: PointsRuleDraft | null },
) {
  const rule = draft ?? (await readRule(store, now));
  const earning = rule
    ? earnedBy(rule.earn, { paidFen, storeId: null, items: [] }, NOBODY, null, now)
    : { points: points(0), note: null };
  const note = earning.note === null ? '' : `（${earning.note}）`;
  return {
    points: earning.points,
    text: `¥${yuanText(paidFen)} → ${pointsText(earning.points)} 积分${note}`,
  };
}
