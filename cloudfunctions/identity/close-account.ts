import type { TimerCall } from '../kit/host/serve-timer';
import { closedMarksOf } from '../kit/identity/closed-marks';
import { allPages } from '../kit/store/all-pages';
import { atMost, oneOf } from '../kit/store/condition';
import type { Page } from '../kit/store/page';
import type { DocumentOf } from '../kit/store/schema';
import type { TransactionStore } from '../kit/store/store';
import { markerOf } from '../payment/decide-first-payment';
import { holdingLeft } from './holding-left';
import { lease } from './lease';
import { listClosureBlockers } from './list-closure-blockers';
import { listIdentities } from './list-holdings';
import { ownedCollections } from './list-owned';
import { ownersOf, type Owned, type OwnedDocument } from './merge-owned';

type Member = DocumentOf<'members'>;
type Identity = DocumentOf<'identities'>;
type Closure = DocumentOf<'closures'>;

/** Accounts looked at. */
const PAGE = 20;
/** Documents of one transaction, which reads and writes them one by one. */
const STEP = 10;
const READ = 200;

/**
 * Closes the accounts whose grace is over, and continues what was interrupted. The first transaction frees the
 * identifiers and removes the member: from then on nobody is this member. What they owned follows step by step; a ledger
 * keeps the member id alone, which no longer leads to anybody.
 */
export async function closeAccounts(call: TimerCall): Promise<number> {
  const { store, now } = call;
  let closed = 0;
  const due = await store.members.find({
    where: { closesAt: atMost(now) },
    orderBy: 'closesAt',
    limit: PAGE,
  });
  for (const member of due.items) {
    if (call.outOfTime()) return closed;
    // Something came up since: the account stays until it is settled, and is tried again by the next minute.
    if ((await listClosureBlockers({ ...call, member })).length > 0) continue;
    const closure = await beginClosure(call, member);
    if (closure) await removeOwned(call, closure);
    closed += 1;
  }
  const running = await store.closures.find({
    where: { status: 'running', wakeAt: atMost(now) },
    orderBy: 'wakeAt',
    limit: PAGE,
  });
  for (const closure of running.items) {
    if (call.outOfTime()) return closed;
    if (await removeOwned(call, closure)) closed += 1;
  }
  return closed;
}

async function beginClosure(call: TimerCall, member: Member): Promise<Closure | null> {
  const { store, now } = call;
  const identities = await listIdentities(store, member._id);
  const marks = giftMarks(call, member, identities);
  return store.transact(async (transaction) => {
    const current = await transaction.members.get(member._id);
    // Our own commit whose answer was lost, or a rival's.
    if (!current) return transaction.closures.get(member._id);
    if (current.closesAt === null || current.closesAt > now) return null;
    for (const identity of identities) {
      const held = await transaction.identities.get(identity._id);
      if (held?.memberId === member._id) await transaction.identities.remove(identity._id);
    }
    for (const mark of marks) await transaction.identities.replace(mark);
    const ids = [member._id, ...current.absorbed];
    for (const key of [...wechatKeysOf(identities), ...ids])
      await transaction.firstPayments.remove(markerOf(key));
    for (const id of ids) await transaction.members.remove(id);
    const closure: Closure = {
      _id: member._id,
      ids,
      openIds: identities.filter(({ kind }) => kind === 'openid').map(({ _id }) => _id),
      status: 'running',
      wakeAt: lease(now),
      closedAt: now,
    };
    await transaction.closures.replace(closure);
    return closure;
  });
}

/**
 * Keyed hashes of WeChat's identifiers: they lead to nobody and say nothing, but the newcomer gift and the points of
 * joining are given to a person once, also when the person leaves and comes back. A phone number leaves none: its next
 * owner is somebody else.
 */
const giftMarks = (
  { settings, now }: TimerCall,
  member: Member,
  identities: readonly Identity[],
): Identity[] =>
  closedMarksOf(settings.phone, wechatKeysOf(identities)).map((_id) => ({
    _id,
    kind: 'closed',
    memberId: member._id,
    linkedAt: now,
    verifiedAt: now,
  }));

const wechatKeysOf = (identities: readonly Identity[]): string[] =>
  identities.filter(({ kind }) => kind === 'openid' || kind === 'unionid').map(({ _id }) => _id);

/** Step by step for as long as there is time; what is removed is not found again. @returns whether nothing is left */
async function removeOwned(call: TimerCall, { _id, ids, openIds }: Closure): Promise<boolean> {
  const holdings = ownedCollections
    .filter(({ onClose }) => onClose !== 'keep')
    .map((owned) => ({
      owned,
      owners: [...new Set(ids.flatMap((memberId) => ownersOf(owned, memberId, openIds)))],
    }));
  const left = await holdingLeft(call.store, holdings);
  for (const { owned, owners } of holdings)
    if (left.has(owned) && !(await removeCollection(call, owners, owned))) return false;
  for (const memberId of ids) {
    await removeFollowers(call, memberId);
    if (!(await removeCases(call, memberId))) return false;
  }
  await call.store.closures.updateIf(_id, { status: 'running' }, { status: 'done', openIds: [] });
  return true;
}

async function removeCollection(call: TimerCall, owners: string[], owned: Owned): Promise<boolean> {
  const { onClose } = owned;
  if (onClose === 'keep') return true;
  const becomes = (document: OwnedDocument) => (onClose === 'remove' ? null : onClose(document));
  let cursor: string | null = null;
  do {
    const page: Page<OwnedDocument> = await owned.read(call.store).find({
      where: { [owned.field]: oneOf(owners) },
      orderBy: '_id',
      limit: READ,
      cursor,
    });
    const ids = page.items.filter((document) => becomes(document) !== document).map(({ _id }) => _id);
    const isDone = await inSteps(call, ids, async (transaction, id) => {
      const document = await owned.within(transaction).get(id);
      const left = document && becomes(document);
      if (left) await owned.within(transaction).replace(left);
      else if (document) await owned.within(transaction).remove(id);
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

async function removeFollowers({ store }: TimerCall, memberId: Member['_id']): Promise<void> {
  const followers = await allPages((cursor) =>
    store.followers.find({ where: { memberId }, orderBy: '_id', limit: READ, cursor }),
  );
  await store.transact(async (transaction) => {
    for (const { _id } of followers) await transaction.followers.remove(_id);
  });
}

/** Journals and cases that name the member: they hold what the person was before. The journal goes when its moves are gone. */
async function removeCases(call: TimerCall, memberId: Member['_id']): Promise<boolean> {
  const { store } = call;
  const merges = await allPages((cursor) =>
    store.merges.find({ where: { keptId: memberId }, orderBy: '_id', limit: READ, cursor }),
  );
  for (const { _id: mergeId } of merges) {
    const moves = await allPages((cursor) =>
      store.mergeMoves.find({ where: { mergeId }, orderBy: '_id', limit: READ, cursor }),
    );
    const ids = moves.map(({ _id }) => _id);
    if (!(await inSteps(call, ids, (transaction, id) => transaction.mergeMoves.remove(id)))) return false;
  }
  const decisions: string[] = [];
  for (const field of ['previousId', 'newId'] as const) {
    const found = await allPages((cursor) =>
      store.identityDecisions.find({ where: { [field]: memberId }, orderBy: '_id', limit: READ, cursor }),
    );
    decisions.push(...found.map(({ _id }) => _id));
  }
  const mergeIds = merges.map(({ _id }) => _id);
  return (
    (await inSteps(call, mergeIds, (transaction, id) => transaction.merges.remove(id))) &&
    (await inSteps(call, decisions, (transaction, id) => transaction.identityDecisions.remove(id)))
  );
}
