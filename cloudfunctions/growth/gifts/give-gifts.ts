import type { ErrorCode } from '../../../contracts/errors';
import type { OwedGift, TierGift, TierStanding } from '../../../contracts/growth/growth-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import { giftChannelOf } from '../../../contracts/primitives/tier/gift-channel';
import type { Instant } from '../../../contracts/primitives/time';
import { packGrant } from '../../coupon/issue/grant';
import { issueInTransaction, NothingIssued, type Issue } from '../../coupon/issue/issue-in-transaction';
import { shortName } from '../../kit/ids/spread';
import { workThrough, type Working } from '../../kit/host/work-through';
import { atMost } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';
import { versionId } from '../ledger/read-rules';
import { birthdayNotice } from '../notices/birthday';
import { giftNotice } from '../notices/gift-waiting';
import { hadBefore } from '../rules/gifts/had-before';
import { giftIdOf, giftKeyOf, isToday, putOff, withoutOwed, withPutOff } from '../rules/gifts/gifts-owed';

const PAGE = 50;

/** Gives what is owed, first come first served; a gift that cannot be given now is tried again later and holds nobody up. */
export async function giveGifts(call: Working): Promise<{ giftsGiven: number }> {
  const { store, now } = call;
  let giftsGiven = 0;
  await workThrough(call, {
    collection: 'tierStates',
    trouble: 'gift_not_given',
    readPage: (cursor) =>
      store.tierStates.find({
        where: { owedSince: atMost<Instant | null>(now), mergedInto: null },
        orderBy: 'owedSince',
        limit: PAGE,
        cursor,
      }),
    work: async ({ _id, owed }) => {
      const due = owed.filter(({ againAt }) => againAt === undefined || againAt <= now);
      for (const gift of due) if (await giveGift(store, _id, gift, now)) giftsGiven += 1;
    },
  });
  return { giftsGiven };
}

interface Giving {
  memberId: MemberId;
  owed: OwedGift;
  tier: string;
  now: Instant;
}

/** What another day, or more stock, may change. */
const PASSING: readonly ErrorCode[] = ['coupon_sold_out', 'coupon_sold_out_today', 'coupon_limit_today'];

/**
 * One gift in one transaction: the coupons, that they were given, and that they are owed no more. What is sold out, or had today, is
 * tried again on the next day, a fortnight long; meanwhile the office sees it among those that could not be given.
 * @returns whether it gave
 */
export async function giveGift(
  store: Store,
  memberId: MemberId,
  owed: OwedGift,
  now: Instant,
): Promise<boolean> {
  const [pack, rule] = await Promise.all([
    store.couponPacks.get(owed.packId),
    store.growthRules.get(versionId(owed.ruleVersion)),
  ]);
  const grant = {
    memberId,
    channel: giftChannelOf(owed.kind),
    occasion: shortName(giftKeyOf(owed)),
    at: now,
  };
  const giving = { memberId, owed, tier: rule?.tiers[owed.level]?.name ?? '', now };
  const request = packGrant(pack?.status === 'published' ? pack : null, grant);
  const later = putOff(owed, now, true);
  const issueIt = (rememberRefusal: boolean) =>
    issueInTransaction(store, { ...request, rememberRefusal }, now, (transaction, issue) =>
      give(transaction, issue, giving),
    );
  if (later === null) return issueIt(true);
  try {
    return await issueIt(false);
  } catch (error) {
    if (!(error instanceof NothingIssued)) throw error;
    const isPassing =
      error.refused.length > 0 && error.refused.every(({ reason }) => PASSING.includes(reason));
    if (!isPassing) return issueIt(true);
  }
  return store.transact((transaction) => give(transaction, null, { ...giving, owed: later }));
}

/** @param issue null: it is put off */
async function give(transaction: TransactionStore, issue: Issue | null, giving: Giving): Promise<boolean> {
  const { memberId, owed, now } = giving;
  const [state, member] = [
    await transaction.tierStates.get(memberId),
    await transaction.members.get(memberId),
  ];
  // A merge is about to carry it over, somebody else gave it, or the account is gone.
  if (!state || state.mergedInto !== null || !member || member.mergedInto !== null) return false;
  if (!state.owed.some((one) => giftKeyOf(one) === giftKeyOf(owed))) return false;
  const parts = partsOf(member, state);
  const people = [memberId, ...parts];
  const isGiven = await wasGiven(transaction, member, parts, owed);
  if (!isGiven && member.frozen) return waitFor(transaction, state, owed, now);
  const done = isGiven ? null : issue === null ? NOTHING_YET : await issue();
  if (done !== null) {
    const told = issue === null ? giving : { ...giving, owed: atLast(owed) };
    const gifts = people.map((id) => giftRecord(id, told, done.issued.length));
    for (const gift of gifts) await transaction.tierGifts.replace(gift);
    if (issue === null) {
      // The day is theirs with or without it.
      if (isToday(owed, now)) transaction.remind(birthdayNotice(memberId, null, now));
      await transaction.tierStates.replace(nextVersion(withPutOff(state, owed, now)));
      return false;
    }
    const [own] = gifts;
    if (own && isToday(owed, now)) transaction.remind(birthdayNotice(memberId, own._id, now));
    else if (own?.state === 'given') transaction.remind(giftNotice(own, now));
  }
  await transaction.tierStates.replace(nextVersion(withoutOwed(state, giftKeyOf(owed), now)));
  return done !== null && done.issued.length > 0;
}

const NOTHING_YET = { issued: [] };

/** Nobody who is frozen is given anything: it is owed until they are not, however long that is. */
async function waitFor(
  transaction: TransactionStore,
  state: TierStanding,
  owed: OwedGift,
  now: Instant,
): Promise<boolean> {
  // Not the copy that counts a try: waiting for them is none.
  const later = putOff(state.owed.find((one) => giftKeyOf(one) === giftKeyOf(owed)) ?? owed, now, false);
  if (isToday(owed, now)) transaction.remind(birthdayNotice(state._id, null, now));
  if (later !== null) await transaction.tierStates.replace(nextVersion(withPutOff(state, later, now)));
  return false;
}

const partsOf = ({ _id, absorbed }: DocumentOf<'members'>, { ledgers }: TierStanding): MemberId[] =>
  [...new Set([...ledgers, ...absorbed])].filter((id) => id !== _id);

/** Whoever is part of the member may have had it before they were, or with an account that is closed. */
async function wasGiven(
  transaction: TransactionStore,
  member: DocumentOf<'members'>,
  parts: readonly MemberId[],
  owed: OwedGift,
): Promise<boolean> {
  for (const id of [member._id, ...parts])
    if (isOver(await transaction.tierGifts.get(giftIdOf(id, owed)))) return true;
  if (owed.kind !== 'upgrade' && owed.kind !== 'birthday') return false;
  if (hadBefore(member, owed)) return true;
  for (const id of parts) {
    const part = await transaction.members.get(id);
    if (part && hadBefore(part, owed)) return true;
  }
  return false;
}

/** Given, or given up. */
const isOver = (record: TierGift | null): boolean => record !== null && record.againAt === undefined;

/** It is not tried again. */
const atLast = ({ againAt: _againAt, ...owed }: OwedGift): OwedGift => owed;

/** One for each id that is part of them: taken apart again, none of them has it a second time. */
const giftRecord = (memberId: MemberId, giving: Giving, coupons: number): TierGift => ({
  ...giving.owed,
  _id: giftIdOf(memberId, giving.owed),
  memberId,
  givenTo: giving.memberId,
  tier: giving.tier,
  coupons,
  state: coupons > 0 ? 'given' : 'refused',
  givenAt: giving.now,
});

const nextVersion = (state: TierStanding): TierStanding => ({ ...state, version: state.version + 1 });
