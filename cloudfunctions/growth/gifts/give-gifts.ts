import type { OwedGift, TierGift, TierStanding } from '../../../contracts/growth/growth-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import { giftChannelOf } from '../../../contracts/primitives/tier/gift-channel';
import type { Instant } from '../../../contracts/primitives/time';
import { packGrant } from '../../coupon/issue/grant';
import { issueInTransaction, type Issue } from '../../coupon/issue/issue-in-transaction';
import { shortName } from '../../kit/ids/spread';
import { workThrough, type Working } from '../../kit/host/work-through';
import { atMost } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';
import { versionId } from '../ledger/read-rules';
import { birthdayNotice } from '../notices/birthday';
import { giftNotice } from '../notices/gift-waiting';
import { hadBefore } from '../rules/gifts/had-before';
import { giftIdOf, giftKeyOf, withoutOwed } from '../rules/gifts/gifts-owed';

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
      for (const gift of owed) if (await giveGift(store, _id, gift, now)) giftsGiven += 1;
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

/** One gift in one transaction: the coupons, that they were given, and that they are owed no more. @returns whether it gave */
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
  return issueInTransaction(store, request, now, (transaction, issue) => give(transaction, issue, giving));
}

async function give(transaction: TransactionStore, issue: Issue, giving: Giving): Promise<boolean> {
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
  const done = isGiven ? null : await issue();
  if (done !== null) {
    const gifts = people.map((id) => giftRecord(id, giving, done.issued.length));
    await transaction.tierGifts.insert(...gifts);
    const [own] = gifts;
    if (own && owed.kind === 'birthday') transaction.remind(birthdayNotice(memberId, own._id, now));
    else if (own?.state === 'given') transaction.remind(giftNotice(own, now));
  }
  await transaction.tierStates.replace(afterGiving(state, owed));
  return done !== null && done.issued.length > 0;
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
    if (await transaction.tierGifts.get(giftIdOf(id, owed))) return true;
  if (owed.kind !== 'upgrade' && owed.kind !== 'birthday') return false;
  if (hadBefore(member, owed)) return true;
  for (const id of parts) {
    const part = await transaction.members.get(id);
    if (part && hadBefore(part, owed)) return true;
  }
  return false;
}

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

const afterGiving = (state: TierStanding, owed: OwedGift): TierStanding => ({
  ...withoutOwed(state, giftKeyOf(owed)),
  version: state.version + 1,
});
