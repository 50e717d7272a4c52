import type { Prize } from '../../../contracts/play/prize';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { packGrant } from '../../coupon/issue/grant';
import { issueInTransaction } from '../../coupon/issue/issue-in-transaction';
import { newFact } from '../../kit/facts/new-fact';
import { shortName } from '../../kit/ids/spread';
import { readLiving } from '../../kit/person/read-living';
import type { DocumentOf } from '../../kit/store/schema';
import { Conflict } from '../../kit/store/store-error';
import type { Store, TransactionStore } from '../../kit/store/store';
import { earnPrize } from '../../points/prizes/earn-prize';
import { owedOfBadge, owedOfDay, owedOfDraw, owedOfTask, owedOfVisit, type Owed } from '../rules/owed';
import { newPlayer, withPrize } from '../rules/player';

/**
 * Gives what a day or a draw owes, one gift in one transaction: what its ledger writes, and that it is owed no more. So a crash gives nothing
 * twice, and whoever comes first, the member or the sweep, gives it. The fact of the day is told with the first.
 * @param known as it was read a moment ago; the transaction looks again
 * @param living who is known to have it by now; null: it is looked for
 * @returns what was given now
 */
export async function giveGifts(store: Store, known: Owed, { now, living }: Giving): Promise<Prize[]> {
  const given: Prize[] = [];
  let owed: Owed | null = known;
  let owner = living;
  while (owed !== null && owed.owedSince !== null) {
    owner ??= (await readLiving(store, [owed.memberId])).get(owed.memberId)?._id ?? null;
    const step = await giveNext(store, owed, owner, now);
    if (step.isGiven) given.push(step.gift);
    // Somebody else was at it, or went on: where it stands by now says.
    if (!step.after) owner = null;
    owed = step.after ?? (await readAgain(store, owed));
  }
  return given;
}

interface Giving {
  now: Instant;
  living: MemberId | null;
}

/** `after`: as this step left it; null: it was another's turn. */
type Step = { after: Owed | null } & ({ isGiven: true; gift: Prize } | { isGiven: false });

async function giveNext(store: Store, owed: Owed, living: MemberId | null, now: Instant): Promise<Step> {
  const gift = owed.gifts[owed.given];
  if (living === null || gift === undefined)
    return store.transact((transaction) => close(transaction, owed, living, now));
  if (gift.kind !== 'pack')
    return store.transact((transaction) =>
      finishGift(transaction, { owed, gift, living, now }, () =>
        giveOne(transaction, gift, owed, living, now),
      ),
    );
  const pack = await store.couponPacks.get(gift.packId);
  const grant = { memberId: living, channel: 'play' as const, occasion: occasionOf(owed), at: now };
  const request = packGrant(pack?.status === 'published' ? pack : null, grant);
  return issueInTransaction(store, request, now, (transaction, issue) =>
    finishGift(transaction, { owed, gift, living, now }, async () => (await issue()).issued.length > 0),
  );
}

const occasionOf = ({ _id, given }: Owed): string => shortName(`${_id}:${given}`);

interface Owing {
  owed: Owed;
  gift: Prize;
  living: MemberId;
  now: Instant;
}

/** @throws Conflict when somebody else was at it meanwhile, or it is another person's by now */
async function finishGift(
  transaction: TransactionStore,
  { owed, gift, living, now }: Owing,
  give: () => Promise<boolean>,
): Promise<Step> {
  const current = await readAgain(transaction, owed);
  if (current?.given !== owed.given || current.owedSince === null) return { after: null, isGiven: false };
  const member = await transaction.members.get(living);
  if (!member || member.mergedInto !== null) throw new Conflict('merged or closed meanwhile');
  const isGiven = await give();
  const given = owed.given + 1;
  if (owed.given === 0) tellVisit(transaction, owed, now);
  const change = {
    given,
    refused: isGiven ? owed.refused : [...owed.refused, owed.given],
    owedSince: given >= owed.gifts.length ? null : owed.owedSince,
  };
  await save(transaction, owed, change);
  const after = { ...owed, ...change };
  return isGiven ? { after, isGiven, gift } : { after, isGiven };
}

/** Nothing to give, or nobody to give it to: told, and owed no more. */
async function close(
  transaction: TransactionStore,
  owed: Owed,
  living: MemberId | null,
  now: Instant,
): Promise<Step> {
  const current = await readAgain(transaction, owed);
  if (!current || current.owedSince === null) return { after: null, isGiven: false };
  if (living !== null && owed.given === 0) tellVisit(transaction, owed, now);
  await save(transaction, owed, { owedSince: null });
  return { after: { ...owed, owedSince: null }, isGiven: false };
}

function tellVisit(transaction: TransactionStore, { _id, memberId, visit }: Owed, now: Instant): void {
  if (visit === null) return;
  const { at, streak } = visit;
  transaction.tell(newFact({ kind: 'checked_in', cause: _id, memberId, at, now, refs: { streak } }));
}

type Reads = {
  checkIns: { get(id: string): Promise<DocumentOf<'checkIns'> | null> };
  draws: { get(id: string): Promise<DocumentOf<'draws'> | null> };
  tasksDone: { get(id: string): Promise<DocumentOf<'tasksDone'> | null> };
  badgesWon: { get(id: string): Promise<DocumentOf<'badgesWon'> | null> };
  visits: { get(id: string): Promise<DocumentOf<'visits'> | null> };
};

async function readAgain(store: Reads, { of, _id }: Owed): Promise<Owed | null> {
  if (of === 'draws') {
    const draw = await store.draws.get(_id);
    return draw && owedOfDraw(draw);
  }
  if (of === 'tasksDone') {
    const done = await store.tasksDone.get(_id);
    return done && owedOfTask(done);
  }
  if (of === 'visits') {
    const visit = await store.visits.get(_id);
    return visit && owedOfVisit(visit);
  }
  if (of === 'badgesWon') {
    const won = await store.badgesWon.get(_id);
    return won && owedOfBadge(won);
  }
  const day = await store.checkIns.get(_id);
  return day && owedOfDay(day);
}

type Change = Partial<Pick<Owed, 'given' | 'refused' | 'owedSince'>>;

function save(transaction: TransactionStore, { of, _id }: Owed, change: Change): Promise<void> {
  return transaction[of].update(_id, change);
}

/** Whatever is no coupon. @returns whether it could be given */
async function giveOne(
  transaction: TransactionStore,
  gift: Exclude<Prize, { kind: 'pack' }>,
  owed: Owed,
  living: MemberId,
  now: Instant,
): Promise<boolean> {
  if (gift.kind === 'points')
    return earnPrize(transaction, {
      memberId: living,
      cause: `${owed._id}.${owed.given}`,
      amount: gift.points,
      reason: owed.reason,
      now,
    });
  const player = (await transaction.players.get(living)) ?? newPlayer(living);
  await transaction.players.replace(withPrize(player, gift));
  return true;
}
