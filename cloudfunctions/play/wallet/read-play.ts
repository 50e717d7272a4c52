import type { CheckInView } from '../../../contracts/play/play';
import type { Prize } from '../../../contracts/play/prize';
import {
  chinaDateOf,
  chinaDayNumber,
  startOfChinaDay,
  type Instant,
} from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import { readCheckInRule, type RuleInForce } from '../check-in/read-check-in-rule';
import { readBadgeRule } from '../badges/read-badge-rule';
import { readWon } from '../badges/read-won';
import { readDays } from '../check-in/read-days';
import { readOwed } from '../prizes/take-gifts';
import { wornBadges } from '../rules/badge';
import { giftsOfToday, giftsOfTomorrow, missedDays, stepOf } from '../rules/check-in';
import { checkInLines } from '../rules/check-in-text';
import { madeUpThisMonth, newPlayer, type Player } from '../rules/player';
import { viewPrize } from '../rules/prize-text';
import { receivedGifts } from '../rules/received';
import { streakToday } from '../rules/streak';
import { isOpen, turnsNow } from '../rules/wheel';
import { readTaskRule } from '../tasks/read-task-rule';
import { readVisitRule } from '../visits/read-visit-rule';
import { readWheelRule } from '../wheel/read-wheel-rule';

type Day = DocumentOf<'checkIns'>;

/** As many as a calendar of six weeks shows. */
const SHOWN_DAYS = 42;

/** 福利, side by side: ten calls with the caller. */
export async function readPlay({ store, member, now }: ReadCall<'member'>) {
  const [rule, wheel, tasks, visits, badges, won, days, player, owed] = await Promise.all([
    readCheckInRule(store),
    readWheelRule(store),
    readTaskRule(store),
    readVisitRule(store),
    readBadgeRule(store),
    readWon(store, member),
    readDays(store, member),
    store.players.get(member._id),
    readOwed(store, member, 'check_in'),
  ]);
  const known = {
    days,
    joined: chinaDayNumber(member.joinedAt),
    player: player ?? newPlayer(member._id),
    now,
  };
  return {
    checkIn: rule?.isOn ? viewCheckIn(rule, known) : null,
    turns: wheel && isOpen(wheel, now) ? turnsNow(wheel, known.player, now) : null,
    hasTasks: tasks?.isOn ?? false,
    hasVisits: visits?.isOn ?? false,
    hasBadges: (badges?.isOn ?? false) || won.length > 0,
    badges: wornBadges(badges?.badges ?? [], won),
    owed: owed.length,
    now,
  };
}

interface Known {
  days: readonly Day[];
  joined: number;
  player: Player;
  now: Instant;
}

function viewCheckIn(rule: RuleInForce, { days, joined, player, now }: Known): CheckInView {
  const today = chinaDayNumber(now);
  const isDone = days.some(({ number }) => number === today);
  const streak = streakToday(days, today);
  const step = stepOf(rule, isDone ? streak : streak + 1);
  const viewGifts = (gifts: readonly Prize[]) => gifts.map((gift) => viewPrize(gift, rule.packNames));
  const tomorrow = giftsOfTomorrow(rule, days, today);
  return {
    today: chinaDateOf(now),
    isDone,
    streak,
    days: shownDays(days, today),
    todayGifts: viewGifts(
      days.find(({ number }) => number === today)?.gifts ?? giftsOfToday(rule, days, today).gifts,
    ),
    tomorrow: { streak: tomorrow.streak, gifts: viewGifts(tomorrow.gifts) },
    received: receivedGifts(days, rule.packNames),
    ladder: rule.ladder.map((gift, at) => ({
      step: at + 1,
      gift: viewPrize(gift, rule.packNames),
      isDone: at < step || (at === step && isDone),
      isToday: at === step,
    })),
    bonuses: [...rule.bonuses]
      .sort((one, other) => one.days - other.days)
      .map((bonus) => ({
        days: bonus.days,
        gift: viewPrize(bonus.prize, rule.packNames),
        isReached: streak >= bonus.days,
      })),
    makeUp: rule.makeUp && {
      days: missedDays(rule, days, { today, joined }).map((day) => chinaDateOf(startOfChinaDay(day))),
      leftThisMonth: Math.max(0, rule.makeUp.perMonth - madeUpThisMonth(player, now)),
      cards: player.cards,
      points: rule.makeUp.points,
    },
    ruleLines: checkInLines(rule, rule.packNames),
  };
}

/** Each day once: of two who became one both may have been there. */
function shownDays(days: readonly Day[], today: number): CheckInView['days'] {
  const shown = new Map<number, Day>();
  for (const day of days)
    if (day.number > today - SHOWN_DAYS && shown.get(day.number)?.kind !== 'checked_in')
      shown.set(day.number, day);
  return [...shown.values()].map(({ day, kind }) => ({ day, isMadeUp: kind === 'made_up' }));
}
