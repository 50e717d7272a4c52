import type { TimerCall } from '../../kit/host/serve-timer';
import { settleEach } from '../../kit/host/settle-each';
import { closedMarksOf } from '../../kit/identity/closed-marks';
import { allPages } from '../../kit/store/all-pages';
import { atMost, oneOf } from '../../kit/store/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { markerOf } from '../../payment/claim/decide-first-payment';
import { lease } from '../person/lease';
import { listClosureBlockers } from './list-closure-blockers';
import { listIdentities } from '../../kit/identity/list-holdings';
import { ownedCollections } from '../merge/list-owned';
import { ownersOf, type Owned, type OwnedDocument } from '../../kit/ownership/owned';

type Member = DocumentOf<'members'>;
type Identity = DocumentOf<'identities'>;
type Closure = DocumentOf<'closures'>;

const PAGE = 20;

/**
 * Closes the accounts whose grace is over, and continues what was interrupted. The first transaction frees the
 * identifiers and removes the member: from then on nobody is this member. What they owned follows step by step; a ledger
 * keeps the member id alone, which no longer leads to anybody.
 */
export async function closeAccounts(call: TimerCall): Promise<number> {
  const { store, now } = call;
  const begun = await settleEach(call, {
    collection: 'members',
    trouble: 'account_not_closed',
    readPage: (cursor) =>
      store.members.find({ where: { closesAt: atMost(now) }, orderBy: 'closesAt', limit: PAGE, cursor }),
    settle: (member) => closeAccount(call, member),
  });
  const finished = await settleEach(call, {
    collection: 'closures',
    trouble: 'closure_not_finished',
    readPage: (cursor) =>
      store.closures.find({
        where: { status: 'running', wakeAt: atMost(now) },
        orderBy: 'wakeAt',
        limit: PAGE,
        cursor,
      }),
    settle: (closure) => removeOwned(call, closure),
  });
  return begun + finished;
}

async function closeAccount(call: TimerCall, member: Member): Promise<void> {
  // Something came up since: the account stays until it is settled, and is tried again by the next sweep.
  if ((await listClosureBlockers({ ...call, member })).length > 0) return;
  const closure = await beginClosure(call, member);
  if (closure) await removeOwned(call, closure);
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

async function removeOwned(call: TimerCall, { _id, ids, openIds }: Closure): Promise<void> {
  for (const memberId of ids) {
    for (const owned of ownedCollections)
      await removeCollection(call, ownersOf(owned, memberId, openIds), owned);
    await removeFollowers(call, memberId);
    await removeCases(call, memberId);
  }
  await call.store.closures.updateIf(_id, { status: 'running' }, { status: 'done', openIds: [] });
}

async function removeCollection({ store, now }: TimerCall, owners: string[], owned: Owned): Promise<void> {
  const { onClose } = owned;
  if (onClose === 'keep' || owners.length === 0) return;
  const becomes = (document: OwnedDocument) => (onClose === 'remove' ? null : onClose(document));
  const documents = await allPages((cursor) =>
    owned.read(store).find({
      where: { [owned.field]: oneOf(owners) },
      orderBy: '_id',
      limit: 200,
      cursor,
      unreadable: 'refuse',
    }),
  );
  const ids = documents.filter((document) => becomes(document) !== document).map(({ _id }) => _id);
  for (let from = 0; from < ids.length; from += PAGE) {
    await store.transact(async (transaction) => {
      for (const id of ids.slice(from, from + PAGE)) {
        const document = await owned.within(transaction).get(id);
        const left = document && becomes(document);
        if (left) await owned.within(transaction).replace(left);
        if (!document || left) continue;
        await owned.within(transaction).remove(id);
        await owned.onRemoved?.(transaction, document, now);
      }
    });
  }
}

async function removeFollowers({ store }: TimerCall, memberId: Member['_id']): Promise<void> {
  const followers = await allPages((cursor) =>
    store.followers.find({ where: { memberId }, orderBy: '_id', limit: 200, cursor, unreadable: 'refuse' }),
  );
  await store.transact(async (transaction) => {
    for (const { _id } of followers) await transaction.followers.remove(_id);
  });
}

/** Journals and cases that name the member: they hold what the person was before. */
async function removeCases({ store }: TimerCall, memberId: Member['_id']): Promise<void> {
  const merges = await allPages((cursor) =>
    store.merges.find({
      where: { keptId: memberId },
      orderBy: '_id',
      limit: 200,
      cursor,
      unreadable: 'refuse',
    }),
  );
  const moves = (
    await Promise.all(
      merges.map(({ _id }) =>
        allPages((cursor) =>
          store.mergeMoves.find({
            where: { mergeId: _id },
            orderBy: '_id',
            limit: 200,
            cursor,
            unreadable: 'refuse',
          }),
        ),
      ),
    )
  ).flat();
  const decisions = (
    await Promise.all(
      (['previousId', 'newId'] as const).map((field) =>
        allPages((cursor) =>
          store.identityDecisions.find({
            where: { [field]: memberId },
            orderBy: '_id',
            limit: 200,
            cursor,
            unreadable: 'refuse',
          }),
        ),
      ),
    )
  ).flat();
  await store.transact(async (transaction) => {
    for (const { _id } of merges) await transaction.merges.remove(_id);
    for (const { _id } of moves) await transaction.mergeMoves.remove(_id);
    for (const { _id } of decisions) await transaction.identityDecisions.remove(_id);
  });
}
