import type { TimerCall } from '../../kit/host/serve-timer';
import { workThrough } from '../../kit/host/work-through';
import { closedFact } from '../../kit/facts/person-facts';
import { tellUntold } from '../../kit/facts/tell-untold';
import { closedMarksOf } from '../../kit/person/closed-marks';
import { atMost } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { listGiftedTiers } from '../../growth/gifts/list-gifted-tiers';
import { listUsedRights } from '../../growth/privileges/list-used-rights';
import { markerOf } from '../../payment/claim/decide-first-payment';
import { lease } from '../person/lease';
import { listClosureBlockers } from './list-closure-blockers';
import { listIdentities } from '../../kit/person/list-identities';
import { closeHoldings } from './close-holdings';

type Member = DocumentOf<'members'>;
type Identity = DocumentOf<'identities'>;
type Closure = DocumentOf<'closures'>;

const PAGE = 20;

/**
 * Closes the accounts whose grace is over, and continues what was interrupted:
 *
 * 1. What stands in the way by now (`list-closure-blockers.ts`) keeps the account another day.
 * 2. One transaction frees the identifiers, leaves marks that lead to nobody, tells `closed` and removes the member: from then on nobody is
 *    this member. (`audience` empties what it knew of them when it hears `closed`.)
 * 3. `close-holdings.ts` goes through what each area declares by `onClose` (`../merge/list-owned.ts`), step by step, for `coupon`, `points`,
 *    `growth`, `payment`, `message`, `leader`, `referral`, `kit/facts` and its own: removed (coupons neither used nor held by an
 *    order, messages, the standing of a tier), without what names a person (orders, claims), or kept (ledgers and facts hold the id alone, which leads to nobody).
 * 4. Pictures, followers and cases of theirs go; the closure is done.
 */
export async function closeAccounts(call: TimerCall): Promise<number> {
  const { store, now } = call;
  let closed = 0;
  await workThrough(call, {
    collection: 'members',
    trouble: 'account_not_closed',
    readPage: (cursor) =>
      store.members.find({ where: { closesAt: atMost(now) }, orderBy: 'closesAt', limit: PAGE, cursor }),
    async work(member) {
      if (await closeAccount(call, member)) closed += 1;
    },
  });
  await workThrough(call, {
    collection: 'closures',
    trouble: 'closure_not_finished',
    readPage: (cursor) =>
      store.closures.find({
        where: { status: 'running', wakeAt: atMost(now) },
        orderBy: 'wakeAt',
        limit: PAGE,
        cursor,
      }),
    async work(closure) {
      if (await closeHoldings(call, closure)) closed += 1;
    },
  });
  return closed;
}

/** @returns whether nothing of it is left; a large account is the next minutes', too */
async function closeAccount(call: TimerCall, member: Member): Promise<boolean> {
  // Something came up since: the account stays until that is over, and is tried again by the next sweep.
  if ((await listClosureBlockers({ ...call, member })).length > 0) return false;
  const closure = await beginClosure(call, member);
  return closure !== null && closeHoldings(call, closure);
}

async function beginClosure(call: TimerCall, member: Member): Promise<Closure | null> {
  const { store, now } = call;
  const identities = await listIdentities(store, member._id);
  // A tier that is reached meanwhile: its gift ends with the account.
  const giftedTiers = await listGiftedTiers(store, [member._id, ...member.absorbed]);
  const usedRights = await listUsedRights(store, member, now);
  const marks = giftMarks(call, member, identities, { giftedTiers, usedRights });
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
    // Nobody is left to be reminded.
    tellUntold(transaction, { ...current, unreminded: [] }, now);
    transaction.tell(closedFact(member._id, now));
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
 * Keyed hashes of WeChat's identifiers: they lead to nobody and say nothing, but the newcomer gift, the points of
 * joining and the upgrade gift of each tier are given to a person once, and a right’s quota is theirs, also when the person leaves and comes back. A phone number leaves none: its next
 * owner is somebody else.
 */
const giftMarks = (
  { settings, now }: TimerCall,
  member: Member,
  identities: readonly Identity[],
  left: Pick<Identity, 'giftedTiers' | 'usedRights'>,
): Identity[] =>
  closedMarksOf(settings.phone, wechatKeysOf(identities)).map((_id) => ({
    _id,
    kind: 'closed',
    memberId: member._id,
    linkedAt: now,
    verifiedAt: now,
    ...left,
    // Why is nobody's to keep of who left.
    ...(member.frozen && { frozen: { at: member.frozen.at, by: member.frozen.by } }),
  }));

const wechatKeysOf = (identities: readonly Identity[]): string[] =>
  identities.filter(({ kind }) => kind === 'openid' || kind === 'unionid').map(({ _id }) => _id);
