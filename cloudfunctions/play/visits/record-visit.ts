import { refuse } from '../../../contracts/errors';
import type { MemberCode } from '../../../contracts/primitives/codes/member-code';
import type { StoreId } from '../../../contracts/primitives/ids';
import { chinaDateOf } from '../../../contracts/primitives/time';
import { recordAudit } from '../../kit/audit/record-audit';
import { newFact } from '../../kit/facts/new-fact';
import type { WriteCall } from '../../kit/host/call';
import { readMemberByCode } from '../../kit/identity/read-member-by-code';
import { openIdKeysOf } from '../../kit/person/list-identities';
import { verifyOther } from '../../kit/person/verify-other';
import type { DocumentOf } from '../../kit/store/schema';
import { Conflict } from '../../kit/store/store-error';
import type { TransactionStore } from '../../kit/store/store';
import { giveGifts } from '../prizes/give-gifts';
import { owedOfVisit } from '../rules/owed';
import { newPlayer } from '../rules/player';
import { viewPrize } from '../rules/prize-text';
import { stateOfOwed } from '../rules/received';
import { visitState, withVisit } from '../rules/visit';
import { hasBeenAnother } from '../prizes/has-been-another';
import { readVisitRule, type VisitsInForce } from './read-visit-rule';

type Visit = DocumentOf<'visits'>;

interface Coming {
  memberCode: MemberCode;
  storeId: StoreId;
}

/**
 * 到店礼: a clerk has seen somebody in their store. One document, whose id is the member, the store and the server's day in China, says so
 * with what it brings, in one transaction with the fact. The gift is given at once, or by the sweep; who comes a second time that day, or has
 * had all gifts there are, is told so.
 * @throws TuankaError visit_closed, visit_tomorrow, store_closed, owner_frozen, own_affair, not_your_store, member_code_…
 */
export async function recordVisit(call: WriteCall<'clerk'>, coming: Coming) {
  const { store, settings, now, requestId, atStore } = call;
  atStore(coming.storeId);
  const [rule, { member }, [shop]] = await Promise.all([
    readVisitRule(store),
    readMemberByCode(store, settings, coming.memberCode, now, requestId),
    store.stores.getMany([coming.storeId]),
  ]);
  if (!rule?.isOn) throw refuse('visit_closed');
  const isAnother = await hasBeenAnother(call, member, () => openIdKeysOf(store, member._id));
  if (isAnother) throw refuse('visit_tomorrow');
  const isOpen = shop?.open !== false;
  const come = { ...coming, isOpen, store: shop?.name ?? '', memberId: member._id };
  const visit = await store.transact((transaction) => decide(transaction, call, rule, come));
  if (visit.owedSince !== null) await giveGifts(store, owedOfVisit(visit), { now, living: member._id });
  return answerOf(
    visit.owedSince === null ? visit : await store.visits.require(visit._id, 'busy'),
    call,
    rule,
  );
}

async function decide(
  transaction: TransactionStore,
  call: WriteCall<'clerk'>,
  rule: VisitsInForce,
  {
    storeId,
    store,
    memberId,
    isOpen,
  }: Omit<Coming, 'memberCode'> & Pick<Visit, 'store' | 'memberId'> & { isOpen: boolean },
): Promise<Visit> {
  const { now, requestId, staff } = call;
  const day = chinaDateOf(now);
  const living = await transaction.members.get(memberId);
  if (!living || living.mergedInto !== null) throw new Conflict('merged or closed meanwhile');
  for (const id of [memberId, ...living.absorbed]) {
    const known = await transaction.visits.get(`${id}:${storeId}:${day}`);
    if (known) return known;
  }
  if (!isOpen) throw refuse('store_closed', storeId);
  if (living.frozen) throw refuse('owner_frozen');
  await verifyOther(transaction, call, { memberIds: [memberId] });
  const player = (await transaction.players.get(memberId)) ?? newPlayer(memberId);
  const gifts = visitState(rule, player, now) === 'open' ? [rule.prize] : [];
  const visit: Visit = {
    _id: `${memberId}:${storeId}:${day}`,
    memberId,
    storeId,
    store,
    day,
    by: staff._id,
    ruleVersion: rule.version,
    gifts,
    given: 0,
    refused: [],
    owedSince: gifts.length === 0 ? null : now,
    requestId,
    at: now,
  };
  await transaction.visits.insert(visit);
  if (gifts.length > 0) await transaction.players.replace(withVisit(player, now));
  transaction.tell(newFact({ kind: 'visited', cause: visit._id, memberId, storeId, at: now, now }));
  await recordAudit(transaction, call, { action: 'play.giveVisitGift', subjectId: memberId, storeId });
  return visit;
}

/** The request that did it gets its answer again. */
function answerOf(visit: Visit, { requestId }: WriteCall<'clerk'>, { packNames }: VisitsInForce) {
  const [gift] = visit.gifts;
  return {
    outcome: visit.requestId === requestId ? ('visited' as const) : ('already' as const),
    gift: gift === undefined ? null : viewPrize(gift, packNames),
    state: gift === undefined ? ('none' as const) : stateOfOwed(visit, 0),
  };
}
