import type { VisitOffer } from '../../../contracts/play/visit';
import type { VisitRuleDraft } from '../../../contracts/play/visit-rule';
import { chinaDateOf, type Instant } from '../../../contracts/primitives/time';
import type { Player, VisitUse } from './player';

const monthOf = (day: string): string => day.slice(0, 'YYYY-MM'.length);

/** Gifts of visits somebody had today and this month. */
export function visitsOn({ visits }: Pick<Player, 'visits'>, now: Instant): VisitUse {
  const day = chinaDateOf(now);
  if (visits?.day === day) return visits;
  const isSameMonth = visits !== null && monthOf(visits.day) === monthOf(day);
  return { day, today: 0, inMonth: isSameMonth ? visits.inMonth : 0 };
}

type Limits = Pick<VisitRuleDraft, 'perDay' | 'perMonth'>;

/** Whether another visit brings a gift, and if not, why. */
export function visitState(
  { perDay, perMonth }: Limits,
  player: Pick<Player, 'visits'>,
  now: Instant,
): Exclude<VisitOffer['state'], 'here_today'> {
  const { today, inMonth } = visitsOn(player, now);
  if (perMonth !== null && inMonth >= perMonth) return 'month_full';
  return today >= perDay ? 'day_full' : 'open';
}

/** With one gift of a visit more. */
export function withVisit(player: Player, now: Instant): Player {
  const { day, today, inMonth } = visitsOn(player, now);
  return { ...player, visits: { day, today: today + 1, inMonth: inMonth + 1 } };
}
