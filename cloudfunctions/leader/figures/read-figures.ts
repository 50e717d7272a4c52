import { refuse } from '../../../contracts/errors';
import type { LeaderId } from '../../../contracts/primitives/ids';
import { chinaDateOf, type Instant } from '../../../contracts/primitives/time';
import { allPages } from '../../kit/store/query/all-pages';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { joinAward, worth } from '../team/award';
import { addAll, byDay, changeOf, noSums, sumsOf, type Change, type Sums } from './figures';

type FigureStore = Pick<ReadStore, 'leaderTotals' | 'leaderDays' | 'members' | 'leaderAwards'>;

const SHOWN_DAYS = 30;
/** What one sweep has not counted yet; beyond one page more calls are made, by what came in this minute only. */
const PAGE = 900;
/** A sweep that counts while we read makes us read again; it counts a leader's for a moment once a minute. */
const ATTEMPTS = 6;

export interface ReadFigures {
  totals: Sums;
  days: Map<string, Sums>;
  /** What the kept figures lack; they are in the sums already. */
  pending: Change[];
}

/**
 * A leader's figures, exact at this moment: those the sweep keeps and what is due on top of them. Five database calls,
 * whatever the size of the team. The version tells whether the sweep moved something from the one to the other meanwhile.
 * @throws TuankaError busy
 */
export async function readFigures(
  store: FigureStore,
  leaderId: LeaderId,
  now: Instant,
): Promise<ReadFigures> {
  let before = await store.leaderTotals.get(leaderId);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const [{ items: days }, pending] = await Promise.all([
      store.leaderDays.find({ where: { leaderId }, orderBy: 'day', direction: 'desc', limit: SHOWN_DAYS }),
      readPending(store, leaderId),
    ]);
    const after = await store.leaderTotals.get(leaderId);
    if ((after?.version ?? 0) === (before?.version ?? 0)) return sum(after, days, pending, now);
    before = after;
  }
  throw refuse('busy', 'figures change too fast');
}

async function readPending(store: FigureStore, leaderId: LeaderId): Promise<Change[]> {
  const changes: Change[] = [];
  const [joins, awards] = await Promise.all([
    allPages((cursor) =>
      store.members.find({
        where: { joinAward: 'due', attributedTo: leaderId },
        orderBy: '_id',
        limit: PAGE,
        cursor,
      }),
    ),
    allPages((cursor) =>
      store.leaderAwards.find({ where: { state: 'due', leaderId }, orderBy: '_id', limit: PAGE, cursor }),
    ),
  ]);
  for (const member of joins) {
    const award = joinAward(member);
    if (award) changes.push(changeOf(award, award.count));
  }
  for (const award of awards) changes.push(changeOf(award, worth(award) - award.counted));
  return changes;
}

function sum(
  totals: DocumentOf<'leaderTotals'> | null,
  days: readonly DocumentOf<'leaderDays'>[],
  pending: Change[],
  now: Instant,
): ReadFigures {
  const sums = new Map<string, Sums>(days.map((day) => [day.day, sumsOf(day)]));
  const oldest = days.at(-1)?.day;
  for (const [day, changes] of byDay(pending)) {
    const isKept = sums.has(day);
    // A change of a day further back than is shown belongs to the totals only.
    if (!isKept && days.length === SHOWN_DAYS && oldest !== undefined && day < oldest) continue;
    sums.set(day, addAll(sums.get(day) ?? noSums(), changes));
  }
  const recent = [...sums].sort(([one], [other]) => (one < other ? -1 : 1)).slice(-SHOWN_DAYS);
  return {
    totals: addAll(totals ? sumsOf(totals) : noSums(), pending),
    days: new Map(recent.filter(([day]) => day <= chinaDateOf(now))),
    pending,
  };
}
