import { segmentKey } from '../../../contracts/audience/segment-values';
import type { LeaderId, MemberId, StoreId } from '../../../contracts/primitives/ids';
import {
  addMs,
  chinaDateOf,
  endOfChinaDay,
  MINUTE_MS,
  type Instant,
} from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { holdingOneOf, moreThan, oneOf } from '../../kit/store/query/condition';
import type { Page } from '../../kit/store/query/page';
import type { DocumentOf } from '../../kit/store/schema';

type Refreshing = Pick<TimerCall, 'store' | 'now' | 'settings' | 'outOfTime'>;
type Run = DocumentOf<'leaderBriefRuns'>;
type Coupon = DocumentOf<'coupons'>;
/** What a slice changes of the run. */
type Step = Partial<Omit<Run, '_id' | 'step'>>;

export const BRIEF_RUN = 'latest';
/** Coupons and claims of one slice: what a member has beside them must fit a page, too. */
const PAGE = 300;
/** Leaders of one transaction. */
const LEADERS = 20;
const MOST = 900;

/**
 * Counts what leaders can do today, for all of them at once and every half hour: one walk through the coupons that end
 * today and the claims that wait, so the work grows with those and not with the teams. The walk goes in slices; each
 * writes down its sums and where it is, so a run that has no time for all of it is continued by the next minute.
 */
export async function refreshBriefs(call: Refreshing): Promise<number> {
  const { store, now } = call;
  const known = await store.leaderBriefRuns.get(BRIEF_RUN);
  if (known?.phase === 'done' && now < known.nextAt) return 0;
  // Yesterday's count says nothing about today.
  const isStale = !known || known.phase === 'done' || chinaDateOf(known.asOf) !== chinaDateOf(now);
  let run: Run | null = isStale ? await beginRun(call, known) : known;
  let counted = 0;
  while (run && run.phase !== 'done' && !call.outOfTime()) {
    const slice: { step: Step; leaders: number } = await countSlice(call, run);
    counted += slice.leaders;
    run = await advance(call, run, slice.step);
  }
  return counted;
}

async function beginRun({ store, now }: Refreshing, known: Run | null): Promise<Run> {
  const run: Run = {
    _id: BRIEF_RUN,
    nextAt: now,
    phase: 'coupons',
    cursor: null,
    asOf: now,
    step: (known?.step ?? 0) + 1,
    expiring: {},
    claims: {},
  };
  await store.transact((transaction) => transaction.leaderBriefRuns.replace(run));
  return run;
}

/** Null when a rival took this slice: it goes on with the run. */
async function advance({ store }: Refreshing, run: Run, step: Step): Promise<Run | null> {
  const next = { ...step, step: run.step + 1 };
  const isOurs = await store.leaderBriefRuns.updateIf(BRIEF_RUN, { step: run.step }, next);
  return isOurs ? { ...run, ...next } : null;
}

async function countSlice(call: Refreshing, run: Run): Promise<{ step: Step; leaders: number }> {
  if (run.phase === 'coupons') return { step: await countCoupons(call, run), leaders: 0 };
  if (run.phase === 'claims') return { step: await countClaims(call, run), leaders: 0 };
  return countLeaders(call, run);
}

/**
 * Members with a coupon that ends today, by the leader of their team. A coupon that ends at midnight ends tonight. A member
 * counts with the first of theirs, whichever slices the others are in.
 */
async function countCoupons({ store }: Refreshing, { asOf, cursor, expiring }: Run): Promise<Step> {
  const tonight = endOfChinaDay(asOf);
  const { items, nextCursor } = await store.coupons.find({
    where: { status: 'unused', expiresAt: moreThan(asOf) },
    orderBy: 'expiresAt',
    limit: PAGE,
    cursor,
  });
  const ending = items.filter(({ expiresAt }) => expiresAt <= tonight);
  const memberIds = [...new Set(ending.map(({ memberId }) => memberId))];
  const [members, firstOf] = await Promise.all([
    store.members.getMany(memberIds),
    firstCoupons(store, memberIds, asOf),
  ]);
  const teamOf = new Map(
    members.map(({ _id, leaderId, status }) => [_id, status === 'active' ? leaderId : null]),
  );
  const sums = { ...expiring };
  for (const { _id, memberId } of ending) {
    const leaderId = teamOf.get(memberId);
    if (!leaderId) continue;
    const known = sums[leaderId] ?? { members: 0, coupons: 0 };
    const isFirst = firstOf.get(memberId) === _id;
    sums[leaderId] = { members: known.members + Number(isFirst), coupons: known.coupons + 1 };
  }
  const isLast = nextCursor === null || ending.length < items.length;
  return isLast ? { phase: 'claims', cursor: null, expiring: sums } : { cursor: nextCursor, expiring: sums };
}

/** Of each member, the coupon that ends first. */
async function firstCoupons(
  store: Refreshing['store'],
  memberIds: readonly MemberId[],
  asOf: Instant,
): Promise<Map<MemberId, Coupon['_id']>> {
  const first = new Map<MemberId, Coupon['_id']>();
  let missing = memberIds;
  let cursor: string | null = null;
  do {
    const page: Page<Coupon> = await store.coupons.find({
      where: { memberId: oneOf(missing), status: 'unused', expiresAt: moreThan(asOf) },
      orderBy: 'expiresAt',
      limit: MOST,
      cursor,
    });
    for (const { _id, memberId } of page.items) if (!first.has(memberId)) first.set(memberId, _id);
    missing = missing.filter((id) => !first.has(id));
    cursor = page.nextCursor;
  } while (cursor !== null && missing.length > 0);
  return first;
}

/** Cards promised and not claimed, by the store they were paid at: who will claim belongs to no team yet. */
async function countClaims({ store }: Refreshing, { asOf, cursor, claims }: Run): Promise<Step> {
  const { items, nextCursor } = await store.cardClaims.find({
    where: { status: 'waiting', expiresAt: moreThan(asOf) },
    orderBy: 'expiresAt',
    limit: PAGE,
    cursor,
  });
  const orders = await store.orders.getMany(items.map(({ orderId }) => orderId));
  const sums = { ...claims };
  for (const { storeId } of orders) sums[storeId] = (sums[storeId] ?? 0) + 1;
  return nextCursor === null
    ? { phase: 'leaders', cursor: null, claims: sums }
    : { cursor: nextCursor, claims: sums };
}

async function countLeaders(call: Refreshing, run: Run): Promise<{ step: Step; leaders: number }> {
  const { store, settings } = call;
  const { items, nextCursor } = await store.leaders.find({
    where: { status: 'active' },
    orderBy: '_id',
    limit: LEADERS,
    cursor: run.cursor,
  });
  const quiet = await readQuiet(store);
  const briefs = await Promise.all(items.map((leader) => briefOf(call, run, quiet, leader)));
  if (briefs.length > 0)
    await store.transact(async (transaction) => {
      for (const brief of briefs) await transaction.leaderBriefs.replace(brief);
    });
  const nextAt = addMs(run.asOf, settings.leaderRules.briefEveryMinutes * MINUTE_MS);
  const step: Step =
    nextCursor === null
      ? { phase: 'done', cursor: null, nextAt, expiring: {}, claims: {} }
      : { cursor: nextCursor };
  return { step, leaders: briefs.length };
}

/** By the versions in force: dormant, or at risk. Of a shop that has none yet nobody is quiet. */
async function readQuiet(store: Refreshing['store']): Promise<string[]> {
  const segments = await store.segments.getMany(['seg_dormant', 'seg_at-risk']);
  return segments.flatMap(({ _id, current }) => (current ? [segmentKey(_id, current.version)] : []));
}

/** Members of a team who are in one of these segments, as the audience has them. */
const countQuiet = async (
  store: Refreshing['store'],
  quiet: readonly string[],
  leaderId: LeaderId,
): Promise<number> =>
  quiet.length === 0
    ? 0
    : store.features.count({ where: { 'of.leaderId': leaderId, segments: holdingOneOf<string>(quiet) } });

async function briefOf(
  { store }: Refreshing,
  { asOf, expiring, claims }: Run,
  quiet: readonly string[],
  { _id, storeId }: { _id: LeaderId; storeId: StoreId },
): Promise<DocumentOf<'leaderBriefs'>> {
  const team = { leaderId: _id, status: 'active' as const };
  const [quietMembers, rising, falling] = await Promise.all([
    countQuiet(store, quiet, _id),
    store.members.count({ where: { ...team, tierMove: 'rise' } }),
    store.members.count({ where: { ...team, tierMove: 'fall' } }),
  ]);
  return {
    _id,
    day: chinaDateOf(asOf),
    expiringMembers: expiring[_id]?.members ?? 0,
    expiringCoupons: expiring[_id]?.coupons ?? 0,
    waitingClaims: claims[storeId] ?? 0,
    quietMembers,
    rising,
    falling,
    asOf,
  };
}
