import { segmentKey } from '../../../contracts/audience/segment-values';
import { instant, type Instant } from '../../../contracts/primitives/time';
import { newFact } from '../../kit/facts/new-fact';
import type { TimerCall } from '../../kit/host/serve-timer';
import { retagged } from '../../kit/identity/tag-marks';
import { shortName } from '../../kit/ids/spread';
import { atMost } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';
import {
  bitsStored,
  CHUNK_MEMBERS,
  differing,
  hasBit,
  noBits,
  numbersIn,
  popCount,
  setBit,
  storedBits,
} from '../bitmaps/bits';
import { loadNumbered } from '../bitmaps/load-numbered';
import type { Tag } from './list-following';

type Call = Pick<TimerCall, 'store' | 'now' | 'outOfTime'>;
type Chunk = DocumentOf<'segmentChunks'>;

const AT_ONCE = 20;
/** Few enough for one transaction with their facts. */
const SLICE = 8;

/**
 * Gives and takes tags by rule: the bitmap of a segment is compared with that of whom the rule of the tag held so far, and only who differs is
 * looked at. So it costs who crossed, two reads for each 65,536 members, and nothing while nobody crosses.
 */
export async function followTags(call: Call): Promise<{ tagsFollowed: number }> {
  const { store, now, outOfTime } = call;
  let tagsFollowed = 0;
  const { items } = await store.tags.find({
    where: { dueAt: atMost<Instant | null>(instant(now)) },
    orderBy: 'dueAt',
    limit: AT_ONCE,
  });
  for (const tag of items) {
    if (outOfTime()) break;
    tagsFollowed += await followOne(call, tag);
  }
  return { tagsFollowed };
}

async function followOne({ store, now, outOfTime }: Call, tag: Tag): Promise<number> {
  const segment = tag.follows === null ? null : await store.segments.get(tag.follows);
  const key = segment?.current ? segmentKey(segment._id, segment.current.version) : null;
  const members = (await store.audienceStates.get('state'))?.members ?? 0;
  let followed = 0;
  for (let chunk = 0; chunk < Math.ceil(members / CHUNK_MEMBERS); chunk += 1) {
    const [wanted, had] = await readBoth(store, { key, tag, chunk });
    const numbers = numbersIn(differing(wanted, had), chunk);
    for (let from = 0; from < numbers.length; from += SLICE) {
      if (outOfTime()) return followed;
      const slice = numbers.slice(from, from + SLICE);
      if (!(await followSlice(store, { tag, chunk, numbers: slice, wanted, now }))) return followed;
      followed += slice.length;
    }
  }
  await rest(store, tag);
  return followed;
}

async function readBoth(
  store: Store,
  { key, tag, chunk }: { key: string | null; tag: Tag; chunk: number },
): Promise<[Uint8Array, Uint8Array]> {
  const ids = [key, tag._id].flatMap((one) => (one === null ? [] : [`${one}:${chunk}`]));
  const stored = new Map((await store.segmentChunks.getMany(ids)).map((one) => [one._id, one.bits]));
  const bits = (id: string | null) => bitsStored(stored.get(`${id}:${chunk}`) ?? '');
  return [key === null ? noBits() : bits(key), bits(tag._id)];
}

interface Slice {
  tag: Tag;
  chunk: number;
  numbers: readonly number[];
  wanted: Uint8Array;
  now: Instant;
}

/** Tags, what is told of them and the tag’s own bitmap are one transaction: a repeat finds no difference. @returns false: its rule was saved anew */
async function followSlice(store: Store, slice: Slice): Promise<boolean> {
  const { tag, chunk, numbers, wanted, now } = slice;
  const people = await loadNumbered(store, numbers);
  return store.transact(async (transaction) => {
    if ((await transaction.tags.get(tag._id))?.versions !== tag.versions) return false;
    const _id = `${tag._id}:${chunk}`;
    const stored = await transaction.segmentChunks.get(_id);
    const bits = bitsStored(stored?.bits ?? '');
    const version = (stored?.version ?? 0) + 1;
    for (const seq of numbers) setBit(bits, seq, hasBit(wanted, seq));
    for (const { _id: memberId, seq } of people)
      await follow(transaction, memberId, {
        tag,
        holds: hasBit(wanted, seq),
        cause: `${_id}:${version}`,
        now,
      });
    const count = popCount(bits);
    const next: Chunk = { _id, key: tag._id, chunk, bits: storedBits(bits), count, version };
    await transaction.segmentChunks.replace(next);
    return true;
  });
}

/** Of a member who went into another the rule is noted, too: they may come back. */
async function follow(
  transaction: TransactionStore,
  memberId: DocumentOf<'features'>['_id'],
  { tag, holds, cause, now }: { tag: Tag; holds: boolean; cause: string; now: Instant },
): Promise<void> {
  const member = await transaction.members.get(memberId);
  if (!member) return;
  const rule = { tag: tag.name, holds };
  const tagged = retagged(member, { rule, how: 'rule', by: tag._id, at: now });
  if (tagged === null) return;
  await transaction.members.update(memberId, tagged);
  if (tagged.tags.length === member.tags.length || member.status !== 'active') return;
  const told = { memberId, at: now, now, refs: { what: 'tags', tag: tag.name, put: holds } };
  transaction.tell(newFact({ kind: 'profile_changed', cause: `${memberId}-${shortName(cause)}`, ...told }));
}

/** Unless somebody crossed meanwhile, or its rule was saved anew. */
const rest = (store: Store, tag: Tag): Promise<void> =>
  store.transact(async (transaction) => {
    const stored = await transaction.tags.get(tag._id);
    if (stored?.dueAt !== tag.dueAt || stored.versions !== tag.versions) return;
    await transaction.tags.update(tag._id, { dueAt: null });
  });
