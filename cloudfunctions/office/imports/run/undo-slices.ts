import { isDeepStrictEqual } from 'node:util';
import type { MemberId } from '../../../../contracts/primitives/ids';
import { cardReminders } from '../../../card/notices/card-expiry';
import { ownedCollections } from '../../../identity/merge/list-owned';
import { retagged } from '../../../kit/identity/tag-marks';
import { closedFact, profileFact } from '../../../kit/facts/person-facts';
import { inParallel } from '../../../kit/instance/in-parallel';
import { ownersOf } from '../../../kit/ownership/owned';
import { listIdentities } from '../../../kit/person/list-identities';
import { allPages } from '../../../kit/store/query/all-pages';
import { holdingOneOf, oneOf } from '../../../kit/store/query/condition';
import type { DocumentOf } from '../../../kit/store/schema';
import type { TransactionStore } from '../../../kit/store/store';
import { countOutcomes, isWaiting } from './apply-lines';
import type { Working } from './look-up-lines';
import { OPTED_OUT_OF } from '../rows/judge-line';
import { markLines, sliceIdOf, SLICE_LINES, type Import, type Slice, type SliceLine } from './mark-lines';

/** Slices of one step: a member takes about eight operations to go. */
const SLICES = 10;
const LINES = 2;
const AT_ONCE = 5;
/** What an import itself, or a sweep that hears of it, leaves with somebody who has used nothing. */
const NO_USE: readonly string[] = ['facts', 'reminders', 'messageProfiles', 'tierStates'];
/** Acts of staff that leave somebody as they came: a look, and tags, which are often many people’s. */
const NO_ACT: readonly string[] = [
  'office.tellPhone',
  'office.tagMember',
  'audience.giveTag',
  'audience.takeTag',
];
const ENTRIES = 50;

/** Takes back what a list made, as far as nothing of it was used since. Card by card: what is kept says why. */
export async function undoSlices(call: Working & { current: Import }): Promise<void> {
  const { store, current } = call;
  const from = current.done / SLICE_LINES;
  const ids = Array.from({ length: SLICES }, (_, at) => sliceIdOf(current, from + at));
  const slices = await store.memberImportSlices.getMany(ids);
  await inParallel(slices, SLICES, (slice) => undoSlice(call, slice));
  const written = await store.memberImportSlices.getMany(ids);
  await store.transact(async (transaction) => {
    const now = await transaction.memberImports.get(current._id);
    if (now?.status !== 'undoing' || now.done !== current.done) return;
    const done = Math.min(now.lines, now.done + SLICES * SLICE_LINES);
    const counted = countOutcomes(written, now.results);
    await transaction.memberImports.update(current._id, {
      done,
      // They were counted as made or skipped when they were, but for those made while this began.
      results: {
        ...counted,
        made: Math.max(now.results.made, counted.undone + counted.kept),
        skipped: now.results.skipped,
      },
      ...(done === now.lines && { status: 'undone' as const }),
    });
  });
}

/** What was not done by now is not done any more: whoever still applies the list finds it so, or was first. */
const endWaiting = ({ store }: Working, { _id }: Slice): Promise<Slice | null> =>
  store.transact(async (transaction) => {
    const stored = await transaction.memberImportSlices.get(_id);
    if (!stored?.lines.some(isWaiting)) return stored;
    const lines = stored.lines.map((line) =>
      isWaiting(line) ? { ...line, outcome: 'skipped' as const, why: '撤销时还没有导入' } : line,
    );
    const patch = { lines, marks: markLines(lines) };
    await transaction.memberImportSlices.update(_id, patch);
    return { ...stored, ...patch };
  });

async function undoSlice(call: Working, found: Slice): Promise<void> {
  const slice = await endWaiting(call, found);
  if (!slice) return;
  const made = slice.lines.filter(({ outcome }) => outcome === 'made');
  const used = await usedOf(
    call,
    made.flatMap(({ memberId, changed }) => (memberId !== null && changed === null ? [memberId] : [])),
  );
  for (let from = 0; from < made.length; from += LINES) {
    const group = made.slice(from, from + LINES).map(({ line }) => line);
    await call.store.transact(async (transaction) => {
      const stored = await transaction.memberImportSlices.get(slice._id);
      if (!stored) return;
      const lines: Slice['lines'] = [];
      for (const one of stored.lines)
        lines.push(
          group.includes(one.line) && one.outcome === 'made'
            ? await undoLine(transaction, call, one, used)
            : one,
        );
      await transaction.memberImportSlices.update(slice._id, { lines, marks: markLines(lines) });
    });
  }
}

interface Use {
  /** As they were when it was looked at: whoever has changed since is looked at again with the next undo. */
  member: DocumentOf<'members'> | null;
  isMuted: boolean;
  identities: DocumentOf<'identities'>[];
  /** Why it stays; null: nothing was used. */
  why: string | null;
}

/** What each of them has been used for since; asked of all of them together first. */
async function usedOf({ store }: Working, ids: readonly MemberId[]): Promise<ReadonlyMap<MemberId, Use>> {
  const uses = new Map<MemberId, Use>();
  if (ids.length === 0) return uses;
  await inParallel(ids, AT_ONCE, async (id) => {
    const [member, identities, profile] = await Promise.all([
      store.members.get(id),
      listIdentities(store, id),
      store.messageProfiles.get(id),
    ]);
    const isMuted = profile?.mutedKinds.includes(OPTED_OUT_OF) === true;
    const isHere = identities.some(
      ({ kind, verifiedAt }) =>
        kind === 'openid' || kind === 'unionid' || (kind === 'phone' && verifiedAt > 0),
    );
    const isHeld = (member?.imported?.heldAt ?? null) !== null;
    const why = isHere ? '本人已经登录过' : isHeld ? '之后有过操作' : null;
    uses.set(id, { member, identities, isMuted, why });
  });
  await keepTouched(store, uses);
  const holdings = ownedCollections.filter(
    ({ collection, by }) => by !== 'openid' && !NO_USE.includes(collection),
  );
  await inParallel(holdings, AT_ONCE, async (owned) => {
    const held = (owners: readonly MemberId[]) =>
      owned.read(store).count({
        where: { [owned.field]: oneOf(owners.flatMap((id) => ownersOf(owned, id, []))) },
      });
    if ((await held(ids)) === 0) return;
    for (const id of ids) {
      const use = uses.get(id);
      if (use && (await held([id])) > 0) uses.set(id, { ...use, why: use.why ?? `已经有${owned.noun}` });
    }
  });
  return uses;
}

/** What staff did to one of them by hand since: they are somebody by now, also where nothing is left of it. */
async function keepTouched({ auditEntries }: Working['store'], uses: Map<MemberId, Use>): Promise<void> {
  const ids = [...uses.keys()];
  const about = holdingOneOf<string>(ids);
  const entries = await allPages((cursor) =>
    auditEntries.find({ where: { about }, orderBy: 'at', limit: ENTRIES, cursor }),
  );
  for (const entry of entries.filter(({ action }) => !NO_ACT.includes(action)))
    for (const id of ids.filter((one) => entry.about?.includes(one))) {
      const use = uses.get(id);
      if (use) uses.set(id, { ...use, why: use.why ?? '之后有过操作' });
    }
}

const kept = (line: SliceLine, why: string): SliceLine => ({ ...line, outcome: 'kept', why });

async function undoLine(
  transaction: TransactionStore,
  { now }: Working,
  line: SliceLine,
  used: ReadonlyMap<MemberId, Use>,
): Promise<SliceLine> {
  const { memberId, changed } = line;
  const member = memberId === null ? null : await transaction.members.get(memberId);
  if (!member) return kept(line, '会员已经不在了');
  if (member.status !== 'active' || member.absorbed.length > 0) return kept(line, '已经和别的会员合并');
  if (changed !== null) return restore(transaction, line, member, now);
  const use = used.get(member._id);
  if (!use || use.why !== null) return kept(line, use?.why ?? '还在用');
  if (member.frozen !== null || member.lastPaidAt !== null) return kept(line, '之后有过操作');
  if (!isDeepStrictEqual(member, use.member)) return kept(line, '正在用');
  const identities = await Promise.all(use.identities.map(({ _id }) => transaction.identities.get(_id)));
  if (!isDeepStrictEqual(identities, use.identities)) return kept(line, '本人正在登录');
  await keepOptOut(transaction, use, now);
  for (const { _id } of use.identities) await transaction.identities.remove(_id);
  for (const { _id } of cardReminders(member._id, member.card)) await transaction.reminders.remove(_id);
  await transaction.messageProfiles.remove(member._id);
  await transaction.members.remove(member._id);
  transaction.tell(closedFact(member._id, now));
  return { ...line, outcome: 'undone', memberId: null };
}

/** No list switches anybody on again, not even one that comes after this was taken back. */
async function keepOptOut(transaction: TransactionStore, { isMuted, identities }: Use, at: Working['now']) {
  const known = identities.filter(({ kind }) => kind === 'phone' || kind === 'old_card');
  const [key] = known.sort((one) => (one.kind === 'phone' ? -1 : 1));
  // By the number where there is one: of single records a transaction takes less than thirty.
  if (isMuted && key) await transaction.importOptOuts.replace({ _id: key._id, at });
}

/** What is another by now was changed since, and stays. An opt-out stays, too: nobody is switched on again. */
async function restore(
  transaction: TransactionStore,
  line: SliceLine,
  member: DocumentOf<'members'>,
  now: Working['now'],
): Promise<SliceLine> {
  const { nickname, gender, birthday, addedTags = [], addedPhone, addedCard } = line.changed ?? {};
  const back = <Value>(now: Value, was: { from: Value; to: Value } | undefined): Value =>
    was !== undefined && was.to === now ? was.from : now;
  const gone = new Set<string>();
  for (const key of [addedPhone, addedCard]) {
    const identity = key === undefined ? null : await transaction.identities.get(key);
    if (identity?.memberId !== member._id || identity.verifiedAt > 0) continue;
    await transaction.identities.remove(identity._id);
    gone.add(identity._id);
  }
  const isPhoneGone = addedPhone !== undefined && gone.has(addedPhone);
  await transaction.members.update(member._id, {
    nickname: back(member.nickname, nickname),
    profile: {
      ...member.profile,
      gender: back(member.profile.gender, gender),
      birthday: back(member.profile.birthday, birthday),
    },
    ...retagged(member, { release: addedTags, how: 'import', by: '', at: now }),
    ...(isPhoneGone && { phone: null, numbers: member.numbers.filter((key) => key !== addedPhone) }),
  });
  transaction.tell({
    ...profileFact(member._id, { what: 'nickname', isSet: false, cause: `undone-${line.line}-${now}` }, now),
    refs: { what: 'import_undone' },
  });
  return { ...line, outcome: 'undone' };
}
