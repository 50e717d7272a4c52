import type { CheckInView } from '../../../contracts/play/play';
import type { Prize } from '../../../contracts/play/prize';
import type { ChinaDate, Instant } from '../../../contracts/primitives/time';
import { viewPrize, type PackNames } from './prize-text';

/** A day with what it owes. */
export interface OwingDay {
  day: ChinaDate;
  kind: 'checked_in' | 'made_up';
  gifts: readonly Prize[];
  given: number;
  refused: readonly number[];
  owedSince: Instant | null;
}

const SHOWN = 10;

/** What the latest days brought, and what became of it. */
export const receivedGifts = (days: readonly OwingDay[], packs: PackNames): CheckInView['received'] =>
  days
    .filter(({ gifts }) => gifts.length > 0)
    .slice(0, SHOWN)
    .map((one) => ({
      day: one.day,
      isMadeUp: one.kind === 'made_up',
      gifts: one.gifts.map((gift, at) => ({ ...viewPrize(gift, packs), state: stateOfOwed(one, at) })),
    }));

/** What was not given when nothing is owed any more will not be. */
export function stateOfOwed(
  { given, refused, owedSince }: Pick<OwingDay, 'given' | 'refused' | 'owedSince'>,
  at: number,
): 'given' | 'owed' | 'refused' {
  if (refused.includes(at)) return 'refused';
  if (at < given) return 'given';
  return owedSince === null ? 'refused' : 'owed';
}
