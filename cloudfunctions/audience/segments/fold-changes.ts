import type { MemberId } from '../../../contracts/primitives/ids';
import { instant, type Instant } from '../../../contracts/primitives/time';
import { foldInOrder, READABLE_AFTER_MS } from '../../kit/facts/fold-facts';
import type { TimerCall } from '../../kit/host/serve-timer';
import { atMost } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { Conflict } from '../../kit/store/store-error';
import type { ReadStore, Store } from '../../kit/store/store';
import { bitsStored, chunkOf, noBits, popCount, setBit, storedBits } from '../bitmaps/bits';
import { loadDefinitions } from './load-definitions';
import { listFollowing } from '../tags/list-following';

type Call = Pick<TimerCall, 'store' | 'now' | 'outOfTime'>;
type Delta = DocumentOf<'segmentChanges'>;

/** Names how far the deltas are folded. */
export const SEGMENT_CONSUMER = 'audience.segments';
const TRIES = 5;

type Reading = Pick<ReadStore, 'factCursors' | 'segmentChanges'>;

/**
 * Turns what was crossed into bitmaps. A delta says of whom and in which segment, and no more: the member is read again, so a delta that comes
 * twice, late or in another order makes the same bits. @returns how many deltas were looked at
 */
export const foldChanges = (call: Call): Promise<number> =>
  foldInOrder(
    call,
    SEGMENT_CONSUMER,
    {
      readPage: (cursor, limit) =>
        call.store.segmentChanges.find({
          where: { writtenAt: atMost(instant(Math.max(0, call.now - READABLE_AFTER_MS))) },
          orderBy: 'writtenAt',
          limit,
          cursor,
        }),
      placeOf: ({ writtenAt }) => writtenAt,
    },
    (deltas) => foldDeltas(call, deltas),
  );

/** Up to when everything that was crossed is counted. */
export async function countedUpTo({
  store,
  now,
}: Pick<TimerCall, 'now'> & { store: Reading }): Promise<Instant> {
  const upTo = instant(Math.max(0, now - READABLE_AFTER_MS));
  const known = await store.factCursors.get(SEGMENT_CONSUMER);
  const { items } = await store.segmentChanges.find({
    where: { writtenAt: atMost(upTo) },
    orderBy: 'writtenAt',
    limit: 1,
    cursor: known?.position ?? null,
  });
  const [first] = items;
  return first ? instant(Math.max(0, first.writtenAt - 1)) : upTo;
}

/** Nothing that was crossed up to then is still to be folded. */
export const isFoldedUpTo = async (call: Pick<Call, 'store' | 'now'>, upTo: Instant): Promise<boolean> =>
  (await countedUpTo(call)) >= upTo;

async function foldDeltas({ store, now }: Call, deltas: readonly Delta[]): Promise<void> {
  const [{ kept }, following] = await Promise.all([loadDefinitions(store), listFollowing(store)]);
  const living = new Set(kept.map(({ key }) => key));
  const chunks = new Map<string, { key: string; chunk: number; seqs: Map<MemberId, number> }>();
  for (const { key, seq, memberId } of deltas.filter((delta) => living.has(delta.key))) {
    const chunk = chunkOf(seq);
    const id = `${key}:${chunk}`;
    const known = chunks.get(id) ?? { key, chunk, seqs: new Map<MemberId, number>() };
    known.seqs.set(memberId, seq);
    chunks.set(id, known);
  }
  for (const one of chunks.values()) {
    const tagIds = following.filter(({ follows }) => isOf(one.key, follows)).map(({ _id }) => _id);
    await foldChunk(store, { ...one, tagIds }, now);
  }
}

const isOf = (key: string, segmentId: string): boolean => key.startsWith(`${segmentId}@`);

interface Crossed {
  key: string;
  chunk: number;
  seqs: ReadonlyMap<MemberId, number>;
  /** That follow the segment: they are compared anew. */
  tagIds: readonly string[];
}

/** The chunk is read before the members: whoever writes it after that makes this one begin again. */
async function foldChunk(store: Store, { key, chunk, seqs, tagIds }: Crossed, now: Instant): Promise<void> {
  const _id = `${key}:${chunk}`;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const stored = await store.segmentChunks.get(_id);
    const members = await store.features.getMany([...seqs.keys()]);
    const bits = stored ? bitsStored(stored.bits) : noBits();
    for (const { seq, segments } of members) setBit(bits, seq, segments.includes(key));
    const version = stored?.version ?? 0;
    const next = { _id, key, chunk, bits: storedBits(bits), count: popCount(bits), version: version + 1 };
    if (await saveChunk(store, { version, chunk: next, tagIds, now })) return;
  }
  throw new Conflict('a chunk of a segment does not come to rest');
}

interface Saving {
  version: number;
  chunk: DocumentOf<'segmentChunks'>;
  tagIds: readonly string[];
  now: Instant;
}

/** The bits, their count and which tags are to follow are written together. */
const saveChunk = (store: Store, { version, chunk, tagIds, now }: Saving): Promise<boolean> =>
  store.transact(async (transaction) => {
    const stored = await transaction.segmentChunks.get(chunk._id);
    if ((stored?.version ?? 0) !== version) return false;
    await transaction.segmentChunks.replace(chunk);
    for (const id of tagIds) await transaction.tags.update(id, { dueAt: now });
    const counts = await transaction.segmentCounts.get(chunk.key);
    const others = counts?.chunks.filter((one) => one.chunk !== chunk.chunk) ?? [];
    const chunks = [...others, { chunk: chunk.chunk, n: chunk.count }].sort((a, b) => a.chunk - b.chunk);
    const total = chunks.reduce((sum, { n }) => sum + n, 0);
    await transaction.segmentCounts.replace({ _id: chunk.key, chunks, total, countedAt: now });
    return true;
  });
