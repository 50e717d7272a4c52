import type { MemberId } from '../../../../contracts/primitives/ids';
import { ownedCollections } from '../../../identity/merge/list-owned';
import { inParallel } from '../../../kit/instance/in-parallel';
import { ownersOf } from '../../../kit/ownership/owned';
import { listIdentities } from '../../../kit/person/list-identities';
import { allPages } from '../../../kit/store/query/all-pages';
import { holdingOneOf, moreThan, oneOf } from '../../../kit/store/query/condition';
import { countOutcomes, isWaiting } from './apply-lines';
import { lookUpHeirs } from './look-up-heirs';
import type { Working } from './look-up-lines';
import { OPTED_OUT_OF } from '../rows/judge-line';
import { isMaker } from '../rows/transfer-standing';
import { markLines, sliceIdOf, SLICE_LINES, type Import, type Slice } from './mark-lines';
import { undoLine, type Use } from './undo-line';

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
    const patch = markLines(lines);
    await transaction.memberImportSlices.update(_id, patch);
    return { ...stored, ...patch };
  });

async function undoSlice(call: Working & { current: Import }, found: Slice): Promise<void> {
  const slice = await endWaiting(call, found);
  if (!slice) return;
  const made = slice.lines.filter(({ outcome }) => outcome === 'made');
  const heirs = await lookUpHeirs(call, slice.memberIds);
  const used = await usedOf(
    call,
    made.flatMap((line) => (line.memberId !== null && isMaker(line) ? [line.memberId] : [])),
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
            ? await undoLine(transaction, call, one, { used, heirs })
            : one,
        );
      await transaction.memberImportSlices.update(slice._id, markLines(lines));
    });
  }
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
        where: {
          [owned.field]: oneOf(owners.flatMap((id) => ownersOf(owned, id, []))),
          // An account that only names the tier is what the sweep leaves: no point was ever on it.
          ...(owned.collection === 'pointsAccounts' && { entryCount: moreThan(0) }),
        },
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
