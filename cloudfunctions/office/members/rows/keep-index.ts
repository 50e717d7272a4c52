import { isMemberId, type MemberId } from '../../../../contracts/primitives/ids';
import { foldFacts } from '../../../kit/facts/fold-facts';
import type { TimerCall } from '../../../kit/host/serve-timer';
import { memberId } from '../../../../contracts/values';
import { allPages } from '../../../kit/store/query/all-pages';
import type { Store } from '../../../kit/store/store';
import { atMost, moreThan, oneOf } from '../../../kit/store/query/condition';
import type { DocumentOf } from '../../../kit/store/schema';
import { ROW_SHAPE } from './plan-row';
import { isBuilt, refreshMembers } from './refresh-members';

type Call = Pick<TimerCall, 'store' | 'now' | 'outOfTime'>;

/** Names how far the facts are folded. */
export const INDEX_CONSUMER = 'office.members';
const PAGE = 100;
/** Before every member: a list of all still needs a condition. */
const FIRST = memberId.parse('mem_00000000000000000000000000');

/** Rows of members of whom something was told, whom time changed, and of those from before there was an index. */
export async function keepMemberIndex(
  call: Call,
): Promise<{ rowsTold: number; rowsDue: number; rowsBuilt: number }> {
  const { store, now } = call;
  const rowsTold = await foldFacts(call, INDEX_CONSUMER, async (facts) => {
    await refreshMembers(store, facts.flatMap(concerned), now);
    for (const { kind, memberId: closed } of facts) if (kind === 'closed') await removeNotes(store, closed);
  });
  return { rowsTold, rowsDue: await refreshDue(call), rowsBuilt: await buildIndex(call) };
}

/** What staff wrote of somebody who is nobody any more goes, also of the tombstones that led to them. */
async function removeNotes(store: Store, closed: MemberId): Promise<void> {
  const ids = (await store.closures.get(closed))?.ids ?? [closed];
  const notes = await allPages((cursor) =>
    store.memberNotes.find({ where: { memberId: oneOf(ids) }, orderBy: 'at', limit: PAGE, cursor }),
  );
  for (const { _id } of notes) await store.transact((transaction) => transaction.memberNotes.remove(_id));
}

/** A merge concerns both: what is told of the one belongs to the other from then on, or no longer. */
const concerned = ({ memberId: told, refs: { absorbedId } }: DocumentOf<'facts'>): MemberId[] => [
  told,
  ...(isMemberId(absorbedId) ? [absorbedId] : []),
];

/** Whose payment left a window. */
async function refreshDue({ store, now, outOfTime }: Call): Promise<number> {
  let refreshed = 0;
  while (!outOfTime()) {
    const { items } = await store.memberIndex.find({
      where: { dueAt: atMost(now) },
      orderBy: 'dueAt',
      limit: PAGE,
    });
    if (items.length === 0) break;
    await refreshMembers(
      store,
      items.map(({ _id }) => _id),
      now,
    );
    refreshed += items.length;
  }
  return refreshed;
}

/** Goes through all members once for each shape of the rows; where it stands is written after each page. */
export async function buildIndex({ store, now, outOfTime }: Call): Promise<number> {
  let built = 0;
  let state = await store.memberIndexStates.get('state');
  while (!isBuilt(state) && !outOfTime()) {
    const from = state?.shape === ROW_SHAPE ? state.builtUpTo : null;
    const { items, nextCursor } = await store.members.find({
      where: { _id: moreThan(FIRST) },
      orderBy: '_id',
      limit: PAGE,
      cursor: from,
    });
    await refreshMembers(
      store,
      items.map(({ _id }) => _id),
      now,
    );
    built += items.length;
    state = await store.transact(async (transaction) => {
      const known = await transaction.memberIndexStates.get('state');
      const next = {
        _id: 'state' as const,
        members: known?.members ?? 0,
        shape: ROW_SHAPE,
        builtUpTo: nextCursor,
      };
      await transaction.memberIndexStates.replace(next);
      return next;
    });
  }
  return built;
}
