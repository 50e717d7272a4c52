import type { LedgerGrowth, TierStanding } from '../../../contracts/growth/growth-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import { chinaDayNumber, instant, startOfChinaDay, type Instant } from '../../../contracts/primitives/time';
import { foldFacts, READABLE_AFTER_MS } from '../../kit/facts/fold-facts';
import type { TimerCall } from '../../kit/host/serve-timer';
import { logLine } from '../../kit/log/log-line';
import { missingParts } from '../../kit/identity/member-profile';
import { readLiving } from '../../kit/person/read-living';
import { atMost } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { setAside, takeBack } from '../../kit/store/quarantine';
import { Conflict, Duplicate, StoreUnavailable, TooManyConflicts } from '../../kit/store/store-error';
import type { Store } from '../../kit/store/store';
import { entriesOfFact, growingKinds, type Happened } from '../rules/growth-of-fact';
import { movedOn, versionAt, type Rules } from '../rules/standing';
import { readAnnounced } from '../charter/read-announced';
import { followMerges } from './follow-merges';
import { loadStanding } from './load-standing';
import {
  NOT_FOLDED,
  NOTHING_ASIDE,
  readFactsAside,
  readNextAside,
  type FactsAside,
} from './read-facts-aside';
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

/** Whether anything stands aside, as far as this run knows: most often nothing does, and nobody is asked about. */
export interface Aside {
  isAny: boolean;
}

type Folding = Growing & { aside: Aside };

/**
 * What was told becomes growth, once for each fact, and moves whom it concerns. A member whose growth cannot be folded stops nobody: what
 * was told of them stands aside, and is tried again, in its order, later each time or with what is told next.
 * @returns how many facts were looked at
 */
export async function foldGrowth(call: Growing, rules: Rules): Promise<{ facts: number; aside: Aside }> {
  const folding = { ...call, aside: { isAny: false } };
  await foldAside(folding, rules);
  const facts = await foldFacts(call, GROWTH_CONSUMER, (told) =>
    foldTold(
      folding,
      rules,
      told.filter(({ kind }) => growingKinds.includes(kind)),
    ),
  );
  return { facts, aside: folding.aside };
}

/** Whose time has come again, a page after the other; what waits longer is not read. */
async function foldAside(call: Folding, rules: Rules): Promise<void> {
  const { store, now, aside } = call;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readNextAside>> = await readNextAside(store, cursor);
    aside.isAny ||= page.items.length > 0;
    const due = page.items.filter(({ nextAt }) => nextAt <= now);
    const owners = due.flatMap(({ ownerId }) => ownerId ?? []);
    const theirs = await readFactsAside(store, [...new Set(owners)]);
    const groups = await byMember(store, theirs.facts);
    await foldGroups(call, rules, groups, theirs);
    const found = new Set([...groups.values()].flat().map(({ _id }) => _id));
    // Of somebody who is gone, or gone itself.
    for (const note of due) if (!found.has(note.documentId)) await takeBack(store, note);
    cursor = due.length < page.items.length ? null : page.nextCursor;
  } while (cursor !== null && !call.outOfTime());
}

async function foldTold(call: Folding, rules: Rules, facts: readonly Fact[]): Promise<void> {
  const { store, aside } = call;
  const groups = await byMember(store, facts);
  const theirs = aside.isAny ? await readFactsAside(store, idsIn(groups)) : NOTHING_ASIDE;
  if (theirs.facts.length === 0) return foldGroups(call, rules, groups, theirs);
  const told = [...theirs.facts, ...facts.filter(({ _id }) => !theirs.notes.has(_id))];
  return foldGroups(call, rules, await byMember(store, told), theirs);
}

/** Everybody who is part of them, and of whom it was told. */
const idsIn = (groups: ReadonlyMap<Member, readonly Fact[]>): MemberId[] => [
  ...new Set([...groups].flatMap(([{ _id, absorbed }, facts]) => [_id, ...absorbed, ...memberIdsOf(facts)])),
];

async function foldGroups(
  call: Folding,
  rules: Rules,
  groups: ReadonlyMap<Member, readonly Fact[]>,
  { notes }: FactsAside,
): Promise<void> {
  const isWaiting = ({ _id }: Fact) => (notes.get(_id)?.nextAt ?? 0) > call.now;
  for (const [member, theirs] of groups)
    if (!theirs.every(isWaiting)) await foldMember(call, rules, member, { theirs, notes });
}

async function foldMember(
  call: Folding,
  rules: Rules,
  member: Member,
  { theirs, notes }: { theirs: readonly Fact[]; notes: FactsAside['notes'] },
): Promise<void> {
  const { store, now, aside } = call;
  for (let at = 0; at < theirs.length; at += FACTS_AT_ONCE) {
    const some = theirs.slice(at, at + FACTS_AT_ONCE);
    try {
      await growBy(call, rules, member, some);
    } catch (error) {
      // The database does not answer: nothing is wrong with the member.
      if (error instanceof StoreUnavailable && !(error instanceof TooManyConflicts)) throw error;
      const detail = String(error);
      logLine('error', NOT_FOLDED, { id: member._id, detail });
      aside.isAny = true;
      for (const { _id, memberId: ownerId } of theirs.slice(at))
        await setAside(
          store,
          { collection: 'facts', id: _id, trouble: NOT_FOLDED, detail, isOwed: true, ownerId },
          now,
        );
      return;
    }
    for (const { _id } of some) {
      const note = notes.get(_id);
      if (note) await takeBack(store, note);
    }
  }
}

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
    const isFirst = loaded.state.version === 0;
    const from = isFirst ? sinceKnown(loaded.state, member, facts) : loaded.state;
    const announced = isFirst ? await readAnnounced(store, now) : [];
    const { state, ...tells } = movedOn(from, { entries: all, rules }, { upTo, now });
    try {
      const isSaved = await store.transact((transaction) =>
        saveStanding(transaction, {
          before: loaded.state,
          after: state,
          entries,
          rules,
          tells,
          announced,
          now,
        }),
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

/** Who came with a list has no gift of a day before the list did, whenever they joined. */
function sinceKnown(state: TierStanding, { imported }: Member, facts: readonly Fact[]): TierStanding {
  const joined = facts.find(({ kind }) => kind === 'joined');
  if (imported === null || !joined) return state;
  const today = instant(startOfChinaDay(chinaDayNumber(joined.writtenAt)) - 1);
  return { ...state, giftedUpTo: instant(Math.max(today, state.evaluatedUpTo)) };
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
