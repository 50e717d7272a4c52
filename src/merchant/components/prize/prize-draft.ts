import type { Prize } from '@contracts/play/prize';
import { isCouponPackId } from '@contracts/primitives/ids';
import { checkForm, good, needed, neededWhole, type Checked, type Read } from '@/components/form/problems';

export type PrizeKind = Prize['kind'];

/** What a form holds of a prize: text as it was typed. */
export interface PrizeForm {
  kind: PrizeKind;
  amount: string;
  /** Empty: none is chosen. */
  packId: string;
}

export const pointsForm = (amount: string): PrizeForm => ({ kind: 'points', amount, packId: '' });

export const prizeKindNames: Record<PrizeKind, string> = {
  points: '积分',
  pack: '优惠券',
  chances: '抽奖机会',
  cards: '补签卡',
  thanks: '没有奖励',
};

const most = { points: 100_000, chances: 10, cards: 10 } as const;

export function prizeFormOf(prize: Prize): PrizeForm {
  const none = { kind: prize.kind, amount: '', packId: '' };
  switch (prize.kind) {
    case 'points':
      return { ...none, amount: String(prize.points) };
    case 'chances':
      return { ...none, amount: String(prize.chances) };
    case 'cards':
      return { ...none, amount: String(prize.cards) };
    case 'pack':
      return { ...none, packId: prize.packId };
    case 'thanks':
      return none;
  }
}

/** @param id the fields are `prize-amount-<id>` and `prize-pack-<id>` */
export function prizeFrom(form: PrizeForm, id: string, label: string): Checked<Prize> {
  const read = readPrize(form, label);
  const field = form.kind === 'pack' ? `prize-pack-${id}` : `prize-amount-${id}`;
  return checkForm({ [field]: read }, () => (read.ok ? read.value : { kind: 'thanks' }));
}

function readPrize({ kind, amount, packId }: PrizeForm, label: string): Read<Prize> {
  if (kind === 'thanks') return good({ kind });
  if (kind === 'pack') {
    const pack = needed(isCouponPackId(packId) ? packId : null, label, '请选券包');
    return pack.ok ? good({ kind, packId: pack.value }) : pack;
  }
  const count = neededWhole(amount, label, [1, most[kind]]);
  if (!count.ok) return count;
  if (kind === 'points') return good({ kind, points: count.value });
  return kind === 'chances' ? good({ kind, chances: count.value }) : good({ kind, cards: count.value });
}
