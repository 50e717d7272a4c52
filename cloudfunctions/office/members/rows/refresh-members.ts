import type { MemberId } from '../../../../contracts/primitives/ids';
import { instant, type Instant } from '../../../../contracts/primitives/time';
import { tierIdOf } from '../../../growth/rules/privileges';
import { inParallel } from '../../../kit/instance/in-parallel';
import { allPages } from '../../../kit/store/query/all-pages';
import { moreThan, oneOf } from '../../../kit/store/query/condition';
import { oldCardKey } from '../../../kit/store/query/document-ids';
import type { DocumentOf } from '../../../kit/store/schema';
import { Conflict } from '../../../kit/store/store-error';
import type { Store, TransactionStore } from '../../../kit/store/store';
import { isSameRow, ROW_SHAPE, planRow, type MemberRow } from './plan-row';
import { LONGEST_WINDOW_MS, purchasesOf } from './purchases';

type Member = DocumentOf<'members'>;

const AT_ONCE = 10;
const PAGE = 500;
const TRIES = 3;
/** Held by an order or offered to a friend it is theirs still; that it is let go again tells no fact. */
const THEIRS: readonly DocumentOf<'coupons'>['status'][] = ['unused', 'locked', 'offered'];

/** What becomes of a row: another, or none. */
interface Change {
  id: MemberId;
  /** The row's version before anything was read for it; 0: there was none. */
  version: number;
  row: MemberRow | null;
}

/**
 * Makes the rows of these members again of what is kept now. In whatever order, however often: the same truth gives the same row, and
 * a row that somebody else made meanwhile is made once more.
 */
export async function refreshMembers(store: Store, ids: readonly MemberId[], now: Instant): Promise<void> {
  let left = [...new Set(ids)];
  for (let tries = 0; left.length > 0; tries += 1) {
    if (tries === TRIES) throw new Conflict('rows of the member index were made by others');
    const changes = await planChanges(store, left, now);
    const again: MemberId[] = [];
    for (let from = 0; from < changes.length; from += AT_ONCE)
      again.push(...(await saveChanges(store, changes.slice(from, from + AT_ONCE))));
    left = again;
  }
}

async function planChanges(store: Store, ids: readonly MemberId[], now: Instant): Promise<Change[]> {
  // The rows first: whoever writes one after this is found out.
  const rows = new Map((await store.memberIndex.getMany(ids)).map((row) => [row._id, row]));
  const [members, accounts, standings, cards] = await Promise.all([
    store.members.getMany(ids),
    store.pointsAccounts.getMany(ids),
    store.tierStates.getMany(ids),
    oldCardsOf(store, ids),
  ]);
  const points = new Map(accounts.map(({ _id, balance }) => [_id, balance]));
  const tiers = new Map(standings.map((standing) => [standing._id, tierIdOf(standing)]));
  const active = new Map(members.filter(({ status }) => status === 'active').map((one) => [one._id, one]));
  const changes: Change[] = [];
  await inParallel(ids, AT_ONCE, async (id) => {
    const [stored, member] = [rows.get(id), active.get(id)];
    const row = member
      ? await readRow(
          store,
          member,
          { points: points.get(id) ?? 0, tierId: tiers.get(id) ?? 0, oldCards: cards.get(id) ?? [] },
          now,
        )
      : null;
    if (row === null ? !stored : stored && isSameRow(stored, row)) return;
    changes.push({ id, version: stored?.version ?? 0, row });
  });
  return changes;
}

/** Numbers that another system gave them. */
async function oldCardsOf(
  { identities }: Store,
  ids: readonly MemberId[],
): Promise<ReadonlyMap<MemberId, string[]>> {
  const found = await allPages((cursor) =>
    identities.find({
      where: { memberId: oneOf(ids), kind: 'old_card' },
      orderBy: '_id',
      limit: PAGE,
      cursor,
    }),
  );
  const cards = new Map<MemberId, string[]>();
  for (const { _id, memberId } of found)
    cards.set(memberId, [...(cards.get(memberId) ?? []), _id.slice(oldCardKey('').length)]);
  return cards;
}

async function readRow(
  store: Store,
  member: Member,
  held: { points: number; tierId: number; oldCards: readonly string[] },
  now: Instant,
): Promise<MemberRow> {
  const since = instant(Math.max(0, now - LONGEST_WINDOW_MS));
  const [coupons, facts] = await Promise.all([
    store.coupons.count({
      where: { memberId: member._id, status: oneOf(THEIRS), expiresAt: moreThan(now) },
    }),
    member.lastPaidAt === null || member.lastPaidAt <= since
      ? []
      : allPages((cursor) =>
          store.facts.find({
            where: {
              memberId: oneOf([member._id, ...member.absorbed]),
              kind: oneOf(['paid' as const, 'refunded' as const]),
              at: moreThan(since),
            },
            orderBy: 'at',
            limit: PAGE,
            cursor,
          }),
        ),
  ]);
  return planRow(member, { ...held, purchases: purchasesOf(facts), coupons }, now);
}

/** @returns those that somebody else made meanwhile */
async function saveChanges(store: Store, changes: readonly Change[]): Promise<MemberId[]> {
  return store.transact(async (transaction) => {
    const again: MemberId[] = [];
    let more = 0;
    for (const { id, version, row } of changes) {
      const stored = await transaction.memberIndex.get(id);
      if ((stored?.version ?? 0) !== version) {
        again.push(id);
        continue;
      }
      if (row) await transaction.memberIndex.replace({ ...row, version: version + 1 });
      else await transaction.memberIndex.remove(id);
      more += (row ? 1 : 0) - (stored ? 1 : 0);
    }
    if (more !== 0) await addToCount(transaction, more);
    return again;
  });
}

async function addToCount(transaction: TransactionStore, more: number): Promise<void> {
  const state = await transaction.memberIndexStates.get('state');
  await transaction.memberIndexStates.replace({
    ...(state ?? { _id: 'state', shape: 0, builtUpTo: null }),
    members: Math.max(0, (state?.members ?? 0) + more),
  });
}

export const isBuilt = (state: DocumentOf<'memberIndexStates'> | null): boolean =>
  state !== null && state.shape === ROW_SHAPE && state.builtUpTo === null;
