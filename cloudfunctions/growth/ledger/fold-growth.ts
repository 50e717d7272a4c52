import type { LedgerGrowth, TierStanding } from '../../../contracts/growth/growth-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import { instant, type Instant } from '../../../contracts/primitives/time';
import { foldFacts, READABLE_AFTER_MS } from '../../kit/facts/fold-facts';
import type { TimerCall } from '../../kit/host/serve-timer';
import { missingParts } from '../../kit/identity/member-profile';
import { readLiving } from '../../kit/person/read-living';
import { atMost } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { Conflict, Duplicate } from '../../kit/store/store-error';
import type { Store } from '../../kit/store/store';
import { entriesOfFact, growingKinds, type Happened } from '../rules/growth-of-fact';
import { movedOn, versionAt, type Rules } from '../rules/standing';
import { followMerges } from './follow-merges';
import { loadStanding } from './load-standing';
import { readOwnFacts } from './read-own-facts';
import { saveStanding } from './save-standing';

/** Names how far the facts are folded. */
export const GROWTH_CONSUMER = 'growth';

export type Growing = Pick<TimerCall, 'store' | 'now' | 'outOfTime'>;
type Fact = DocumentOf<'facts'>;
type Member = DocumentOf<'members'>;

/** Facts of one member in a transaction: each writes two entries at most. */
const FACTS_AT_ONCE = 4;
const ATTEMPTS = 5;

/** What was told becomes growth, once for each fact, and moves whom it concerns. @returns how many facts were looked at */
export const foldGrowth = (call: Growing, rules: Rules): Promise<number> =>
  foldFacts(call, GROWTH_CONSUMER, async (facts) => {
    const growing = facts.filter(({ kind }) => growingKinds.includes(kind));
    for (const [member, theirs] of await byMember(call.store, growing))
      for (let at = 0; at < theirs.length; at += FACTS_AT_ONCE)
        await growBy(call, rules, member, theirs.slice(at, at + FACTS_AT_ONCE));
  });

/** Up to when everything was heard of: nothing will be told any more that happened before. Null: there are facts to fold first. */
export async function foldedUpTo({ store, now }: Growing): Promise<Instant | null> {
  const upTo = instant(Math.max(0, now - READABLE_AFTER_MS));
  const cursor = (await store.factCursors.get(GROWTH_CONSUMER))?.position ?? null;
  const { items } = await store.facts.find({
    where: { writtenAt: atMost(upTo) },
    orderBy: 'writtenAt',
    limit: 1,
    cursor,
  });
  return items.length === 0 ? upTo : null;
}

/** Whose they are by now; of somebody who is nobody any more there is no growth. */
async function byMember(store: Store, facts: readonly Fact[]): Promise<Map<Member, Fact[]>> {
  const told = await readLiving(store, memberIdsOf(facts));
  const own = await readOwnFacts(store, facts, told);
  const living = own === facts ? told : await readLiving(store, memberIdsOf(own));
  const theirs = new Map<Member, Fact[]>();
  for (const fact of own) {
    const member = living.get(fact.memberId);
    if (member) theirs.set(member, [...(theirs.get(member) ?? []), fact]);
  }
  return theirs;
}

const memberIdsOf = (facts: readonly Fact[]): MemberId[] => facts.map(({ memberId }) => memberId);

async function growBy(call: Growing, rules: Rules, member: Member, facts: readonly Fact[]): Promise<void> {
  const { store, now } = call;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const loaded = await loadStanding(store, member);
    if (await followMerges(store, member, loaded.state, now)) continue;
    const planned = planEntries(facts, rules, member, { ...loaded, now });
    const ids = planned.map(({ _id }) => _id);
    const taken = new Set(
      ids.length === 0 ? [] : (await store.growthEntries.getMany(ids)).map(({ _id }) => _id),
    );
    const entries = planned.filter(({ _id }) => !taken.has(_id));
    // Whoever is heard of for the first time stands on the lowest tier from joining.
    const isNews = entries.length > 0 || facts.some(({ kind }) => kind === 'birthday_set');
    if (!isNews && loaded.state.version > 0) return;
    const upTo = instant(Math.max(...facts.map(({ writtenAt }) => writtenAt)));
    const all = [...loaded.entries, ...entries];
    const { state, ...tells } = movedOn(loaded.state, { entries: all, rules }, { upTo, now });
    try {
      const isSaved = await store.transact((transaction) =>
        saveStanding(transaction, { before: loaded.state, after: state, entries, rules, tells, now }),
      );
      if (isSaved) return;
    } catch (error) {
      // A rival that folds the same facts was faster.
      if (!(error instanceof Duplicate)) throw error;
    }
    const still = await store.members.get(member._id);
    if (!still || still.mergedInto !== null) return again(call, rules, facts);
  }
  throw new Conflict('the growth ledger does not come to rest');
}

/** Merged or gone between reading and writing: whose they are is asked anew. */
async function again(call: Growing, rules: Rules, facts: readonly Fact[]): Promise<void> {
  for (const [member, theirs] of await byMember(call.store, facts)) await growBy(call, rules, member, theirs);
}

/** Each fact is judged by what those before it in the batch have written. */
function planEntries(
  facts: readonly Fact[],
  rules: Rules,
  member: Member,
  { entries, state, now }: Awaited<ReturnType<typeof loadStanding>> & { now: Instant },
): LedgerGrowth[] {
  const isProfileWhole = missingParts(member).length === 0;
  return facts.reduce<LedgerGrowth[]>((planned, fact) => {
    const known = {
      entries: [...entries, ...planned],
      evaluatedUpTo: state.evaluatedUpTo,
      periodFrom: state.held.periodFrom,
      rule: versionAt(rules, fact.at),
      isProfileWhole,
      now,
    };
    return [...planned, ...entriesOfFact(inLedgerOf(state, fact), known)];
  }, []);
}

/** Told of somebody who is part of the member by now: in their own ledger, as far as there is one. */
const inLedgerOf = ({ _id, ledgers }: TierStanding, fact: Fact): Happened => ({
  ...fact,
  memberId: ledgers.includes(fact.memberId) ? fact.memberId : _id,
});
