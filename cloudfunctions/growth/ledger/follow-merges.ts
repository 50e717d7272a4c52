import type { TierStanding } from '../../../contracts/growth/growth-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store } from '../../kit/store/store';
import { joinStandings } from './join-standings';
import { giveBackStanding } from './give-back-standing';

type Member = DocumentOf<'members'>;
type Merge = DocumentOf<'merges'>;

/** More at once is no chance. */
const MOST = 20;

/**
 * Who is one with whom changes in the first transaction of a merge or its undo, and their standings in a step of its own after it. What
 * is told between the two takes that step itself: it may be run again.
 * @returns whether there was anything to do; what was read before is old then
 */
export async function followMerges(
  store: Store,
  member: Member,
  state: TierStanding,
  now: Instant,
): Promise<boolean> {
  if (state.mergedInto !== null) {
    const undone = await mergesOf(store, [member._id], state.mergedInto);
    const last = undone.filter(({ undoneAt }) => undoneAt !== null).at(-1);
    if (last) await giveBackStanding(store, last, now);
    return last !== undefined;
  }
  const waiting = await notCarried(store, member, state);
  const merges = waiting.length === 0 ? [] : await mergesOf(store, waiting, member._id);
  const going = merges.filter(({ undoneAt }) => undoneAt === null);
  for (const merge of going) await joinStandings(store, merge, now);
  return going.length > 0;
}

async function notCarried(store: Store, member: Member, state: TierStanding): Promise<MemberId[]> {
  if (state.version > 0) return member.absorbed.filter((id) => !state.ledgers.includes(id));
  if (member.absorbed.length === 0) return [];
  const stored = await store.tierStates.getMany(member.absorbed);
  return stored.filter(({ mergedInto }) => mergedInto === null).map(({ _id }) => _id);
}

async function mergesOf(store: Store, absorbedIds: MemberId[], keptId: MemberId): Promise<Merge[]> {
  const { items } = await store.merges.find({
    where: { absorbedId: oneOf(absorbedIds), keptId },
    orderBy: '_id',
    limit: MOST,
  });
  return items.sort((one, other) => one.at - other.at);
}
