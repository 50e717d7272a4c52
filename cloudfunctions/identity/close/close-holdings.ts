import type { TimerCall } from '../../kit/host/serve-timer';
import { ownersOf, type Owned, type OwnedDocument } from '../../kit/ownership/owned';
import { allPages } from '../../kit/store/query/all-pages';
import { oneOf } from '../../kit/store/query/condition';
import type { Page } from '../../kit/store/query/page';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { listHeld } from '../merge/list-held';
import { ownedCollections } from '../merge/list-owned';

type Closure = DocumentOf<'closures'>;
type MemberId = Closure['_id'];

/** Documents of one transaction, which reads and writes them one by one. */
/** A coupon takes four operations (itself, and the stock it came from), and a transaction has less than 30 (decision 0031). */
const STEP = 7;
const READ = 200;

/** Step by step for as long as there is time; what is removed is not found again. @returns whether nothing is left */
export async function closeHoldings(call: TimerCall, { _id, ids, openIds }: Closure): Promise<boolean> {
  const holdings = ownedCollections
    .filter(({ onClose }) => onClose !== 'keep')
    .map((owned) => ({
      owned,
      owners: [...new Set(ids.flatMap((memberId) => ownersOf(owned, memberId, openIds)))],
    }));
  const held = await listHeld(call.store, holdings);
  for (const { owned, owners } of holdings)
    if (held.has(owned) && !(await removeCollection(call, owners, owned))) return false;
  for (const memberId of ids) {
    if (!(await removeFollowers(call, memberId)) || !(await removeCases(call, memberId))) return false;
  }
  await call.store.closures.updateIf(_id, { status: 'running' }, { status: 'done', openIds: [] });
  return true;
}

async function removeCollection(call: TimerCall, owners: string[], owned: Owned): Promise<boolean> {
  const { onClose } = owned;
  if (onClose === 'keep') return true;
  const becomes = (document: OwnedDocument) => (onClose === 'remove' ? null : onClose(document, call.now));
  let cursor: string | null = null;
  do {
    const page: Page<OwnedDocument> = await owned.read(call.store).find({
      where: { [owned.field]: oneOf(owners) },
      orderBy: '_id',
      limit: READ,
      cursor,
      unreadable: 'refuse',
    });
    const ids = page.items.filter((document) => becomes(document) !== document).map(({ _id }) => _id);
    const isDone = await inSteps(call, ids, async (transaction, id) => {
      const document = await owned.within(transaction).get(id);
      const left = document && becomes(document);
      if (!document || left === document) return;
      if (left) await owned.within(transaction).replace(left);
      else await owned.within(transaction).remove(id);
      await owned.afterClose?.(transaction, document, call.now);
    });
    cursor = page.nextCursor;
    if (!isDone || (cursor !== null && call.outOfTime())) return false;
  } while (cursor !== null);
  return true;
}

/** A few ids per transaction; false when time ran out. */
async function inSteps(
  { store, outOfTime }: TimerCall,
  ids: readonly string[],
  work: (transaction: TransactionStore, id: string) => Promise<void>,
): Promise<boolean> {
  for (let from = 0; from < ids.length; from += STEP) {
    // At least one step: a run that began late does something, too.
    if (from > 0 && outOfTime()) return false;
    await store.transact(async (transaction) => {
      for (const id of ids.slice(from, from + STEP)) await work(transaction, id);
    });
  }
  return true;
}

async function removeFollowers(call: TimerCall, memberId: MemberId): Promise<boolean> {
  const followers = await allPages((cursor) =>
    call.store.followers.find({
      where: { memberId },
      orderBy: '_id',
      limit: READ,
      cursor,
      unreadable: 'refuse',
    }),
  );
  const ids = followers.map(({ _id }) => _id);
  return inSteps(call, ids, (transaction, id) => transaction.followers.remove(id));
}

/** Journals and cases that name the member: they hold what the person was before. The journal goes when its moves are gone. */
async function removeCases(call: TimerCall, memberId: MemberId): Promise<boolean> {
  const { store } = call;
  const page = { orderBy: '_id', limit: READ, unreadable: 'refuse' } as const;
  const merges = await allPages((cursor) =>
    store.merges.find({ where: { keptId: memberId }, ...page, cursor }),
  );
  for (const { _id: mergeId } of merges) {
    const moves = await allPages((cursor) => store.mergeMoves.find({ where: { mergeId }, ...page, cursor }));
    const ids = moves.map(({ _id }) => _id);
    if (!(await inSteps(call, ids, (transaction, id) => transaction.mergeMoves.remove(id)))) return false;
  }
  const decisions = await Promise.all(
    (['previousId', 'newId'] as const).map((field) =>
      allPages((cursor) => store.identityDecisions.find({ where: { [field]: memberId }, ...page, cursor })),
    ),
  );
  const mergeIds = merges.map(({ _id }) => _id);
  const decisionIds = decisions.flat().map(({ _id }) => _id);
  return (
    (await inSteps(call, mergeIds, (transaction, id) => transaction.merges.remove(id))) &&
    (await inSteps(call, decisionIds, (transaction, id) => transaction.identityDecisions.remove(id)))
  );
}
