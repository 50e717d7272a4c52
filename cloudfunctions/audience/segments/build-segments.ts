import { addMs, instant, type Instant } from '../../../contracts/primitives/time';
import { segmentKey } from '../../../contracts/audience/segment-values';
import { READABLE_AFTER_MS } from '../../kit/facts/fold-facts';
import type { TimerCall } from '../../kit/host/serve-timer';
import { atLeast, atMost } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';
import { segmentsIn } from '../rules/judge';
import { definitionsOf, type Definitions } from './definitions';
import { isFoldedUpTo } from './fold-changes';
import { loadDefinitions } from './load-definitions';
import { listFollowing } from '../tags/list-following';
import { changeOf, saveBelonging } from './save-belonging';

type Call = Pick<TimerCall, 'store' | 'now' | 'outOfTime'>;
type Stored = DocumentOf<'segments'>;
type Features = DocumentOf<'features'>;

const PAGE = 200;
/** Whoever evaluates with the definitions of before has ended by then: a function has a minute. */
export const BEGINS_AFTER_MS = READABLE_AFTER_MS;

/** Brings segments on whose time has come: their members are told, their version takes its place, what was before it goes. */
export async function buildSegments(call: Call): Promise<number> {
  const { store, now, outOfTime } = call;
  let built = 0;
  const { items } = await store.segments.find({
    where: { dueAt: atMost<Instant | null>(instant(now)) },
    orderBy: 'dueAt',
    limit: PAGE,
  });
  for (const segment of items) {
    if (outOfTime()) break;
    for (const key of segment.dropping) await dropKey(store, segment, key);
    if (segment.next?.build.doneAt === null) built += await buildMembers(call, segment);
    else if (segment.next) await swap(call, segment, segment.next);
  }
  return built;
}

/** Looks at members in the order of their numbers; where it stands is written after each page. */
async function buildMembers({ store, now, outOfTime }: Call, { _id, next }: Stored): Promise<number> {
  if (!next) return 0;
  const definitions = await loadDefinitions(store);
  const key = segmentKey(_id, next.version);
  let position = next.build.position;
  let looked = 0;
  while (!outOfTime()) {
    const { items, nextCursor } = await store.features.find({
      where: { seq: atLeast(position) },
      orderBy: 'seq',
      limit: PAGE,
      unreadable: 'refuse',
    });
    await tellMembers(store, items, { key, definitions, now });
    const from = position;
    position = (items.at(-1)?.seq ?? position - 1) + 1;
    looked += items.length;
    const isDone = nextCursor === null;
    if (!(await noteProgress(store, { _id, version: next.version, from, position, isDone, now }))) break;
    if (isDone) break;
  }
  return looked;
}

interface Building {
  key: string;
  definitions: Definitions;
  now: Instant;
}

async function tellMembers(store: Store, items: readonly Features[], building: Building): Promise<void> {
  const { key, definitions, now } = building;
  let left = items;
  while (left.length > 0) {
    const changes = left
      .map((stored) => changeOf(stored, { definitions, asked: { only: key }, why: 'built', now }))
      .filter(
        ({ before, belongs }) => belongs.crossings.length > 0 || belongs.nextEvalAt !== before.nextEvalAt,
      );
    const again = await saveBelonging(store, changes, now);
    left = again.length === 0 ? [] : await store.features.getMany(again);
  }
}

/** @returns false: another version is being made by now, or another sweep was faster */
const noteProgress = (
  store: Store,
  step: { _id: string; version: number; from: number; position: number; isDone: boolean; now: Instant },
): Promise<boolean> =>
  store.transact(async (transaction) => {
    const stored = await transaction.segments.get(step._id);
    if (stored?.next?.version !== step.version || stored.next.build.position !== step.from) return false;
    const { position, isDone, now } = step;
    const build = { ...stored.next.build, position, doneAt: isDone ? now : null };
    const dueAt = isDone ? addMs(now, READABLE_AFTER_MS) : now;
    await transaction.segments.replace({ ...stored, next: { ...stored.next, build }, dueAt });
    return true;
  });

/** When what was found is in the bitmaps, the new version takes the place of the one before, in one step. */
async function swap(call: Call, segment: Stored, next: NonNullable<Stored['next']>): Promise<void> {
  const { store, now } = call;
  const { doneAt } = next.build;
  if (doneAt === null || !(await isFoldedUpTo(call, doneAt))) return;
  const [dependents, following] = await Promise.all([dependentsOf(store, segment._id), listFollowing(store)]);
  await store.transact(async (transaction) => {
    const stored = await transaction.segments.get(segment._id);
    if (stored?.next?.version !== next.version) return;
    const { current } = stored;
    await transaction.segments.replace({
      ...stored,
      current: { version: next.version, rule: next.rule },
      next: null,
      dropping: current ? [...stored.dropping, segmentKey(segment._id, current.version)] : stored.dropping,
      dueAt: current ? now : null,
    });
    for (const tag of following)
      if (tag.follows === segment._id) await transaction.tags.update(tag._id, { dueAt: now });
    if (current) for (const id of dependents) await beginAnew(transaction, id, now);
  });
}

/** Those that are made of it are counted again: it is another now. */
async function dependentsOf(store: Store, id: string): Promise<string[]> {
  const all = await store.segments.find({ where: { _id: atLeast('seg_') }, orderBy: '_id', limit: 500 });
  const { ruleOf } = definitionsOf(all.items);
  return all.items
    .filter(({ current, next }) => {
      const rule = (next ?? current)?.rule;
      return rule !== undefined && segmentsIn(rule, ruleOf).has(id);
    })
    .map(({ _id }) => _id);
}

async function beginAnew(transaction: TransactionStore, id: string, now: Instant): Promise<void> {
  const stored = await transaction.segments.get(id);
  const rule = (stored?.next ?? stored?.current)?.rule;
  if (!stored || !rule) return;
  await transaction.segments.replace(withNext(stored, rule, await readTotal(transaction), now));
}

export const readTotal = async (transaction: Pick<TransactionStore, 'audienceStates'>): Promise<number> =>
  (await transaction.audienceStates.get('state'))?.members ?? 0;

/** A version that follows, from its first member on. */
export const withNext = (
  segment: Stored,
  rule: NonNullable<Stored['next']>['rule'],
  total: number,
  now: Instant,
): Stored => {
  const version = segment.versions + 1;
  const build = { position: 0, total, startedAt: now, doneAt: null };
  const { next } = segment;
  return {
    ...segment,
    versions: version,
    next: { version, rule, build },
    dropping: next ? [...segment.dropping, segmentKey(segment._id, next.version)] : segment.dropping,
    dueAt: addMs(now, BEGINS_AFTER_MS),
  };
};

/** Bitmaps of a version that is over. */
async function dropKey(store: Store, { _id }: Stored, key: string): Promise<void> {
  const { items, nextCursor } = await store.segmentChunks.find({
    where: { key },
    orderBy: 'chunk',
    limit: PAGE,
  });
  for (const chunk of items)
    await store.transact((transaction) => transaction.segmentChunks.remove(chunk._id));
  if (nextCursor !== null) return;
  await store.transact(async (transaction) => {
    await transaction.segmentCounts.remove(key);
    const stored = await transaction.segments.get(_id);
    if (!stored?.dropping.includes(key)) return;
    const dropping = stored.dropping.filter((one) => one !== key);
    if (dropping.length === 0 && !stored.current && !stored.next) return transaction.segments.remove(_id);
    await transaction.segments.replace({
      ...stored,
      dropping,
      dueAt: stored.next ? stored.dueAt : dropping.length > 0 ? stored.dueAt : null,
    });
  });
}
