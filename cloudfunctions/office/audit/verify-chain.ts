import type { Instant } from '../../../contracts/primitives/time';
import { blockId, FIRST_HASH, hashAfter } from '../../kit/audit/entry-chain';
import { atMost } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { placeBehind, readHead } from './link-entries';

type Entry = DocumentOf<'auditEntries'>;
type Block = DocumentOf<'auditBlocks'>;
type Head = DocumentOf<'auditHeads'>;
type Chain = Pick<ReadStore, 'auditEntries' | 'auditBlocks' | 'auditHeads'>;

export type ChainFlaw =
  | 'changed'
  | 'removed'
  | 'inserted'
  | 'reordered'
  | 'block_missing'
  | 'block_changed'
  | 'cut_off'
  | 'head_missing'
  | 'not_as_expected';

export interface ChainDifference {
  flaw: ChainFlaw;
  /** The entry or the block. */
  id: string;
}

/** Where a check goes on. */
export interface ChainPlace {
  /** The last block that was looked at. */
  number: number;
  /** So many entries are chained up to it. */
  entries: number;
  hash: string;
  end: Block['end'] | null;
}

export const CHAIN_START: ChainPlace = { number: 0, entries: 0, hash: FIRST_HASH, end: null };

/** Where the chain once ended, as the log or somebody's note has it. */
export interface ExpectedHead {
  entries: number;
  hash: string;
}

/** Ids are written in ASCII, so that one is before another as the database sorts them. */
const isBefore = (one: Block['end'], other: Block['end']): boolean =>
  one.at === other.at ? one.id < other.id : one.at < other.at;

/** Every entry after `from` up to `end`, as the database has them now. */
async function entriesUpTo(store: Chain, from: Block['end'] | null, end: Block['end']): Promise<Entry[]> {
  const entries: Entry[] = [];
  let cursor = placeBehind(from);
  do {
    const page: Awaited<ReturnType<Chain['auditEntries']['find']>> = await store.auditEntries.find({
      where: { at: atMost<Instant>(end.at) },
      orderBy: 'at',
      limit: 500,
      cursor,
      unreadable: 'refuse',
    });
    const within = page.items.filter(({ _id, at }) => !isBefore(end, { at, id: _id }));
    entries.push(...within);
    cursor = within.length < page.items.length ? null : page.nextCursor;
  } while (cursor !== null);
  return entries;
}

/** What a block says against what is there. */
async function verifyBlock(store: Chain, place: ChainPlace, block: Block): Promise<ChainDifference[]> {
  const found: ChainDifference[] = [];
  const there = await entriesUpTo(store, place.end, block.end);
  const byId = new Map(there.map((entry) => [entry._id, entry]));
  const linked = new Set(block.links.map(({ id }) => id));
  const elsewhere = block.links.map(({ id }) => id).filter((id) => !byId.has(id));
  const moved = new Set((await store.auditEntries.getMany(elsewhere)).map(({ _id }) => _id));
  if (block.previous !== place.hash) found.push({ flaw: 'block_changed', id: block._id });
  let previous = block.previous;
  let before: Block['end'] | null = place.end;
  for (const { id, hash } of block.links) {
    const entry = byId.get(id);
    const at = entry && { at: entry.at, id };
    if (!entry) found.push({ flaw: moved.has(id) ? 'changed' : 'removed', id });
    else if (at && before && !isBefore(before, at)) found.push({ flaw: 'reordered', id });
    else if (hashAfter(previous, entry) !== hash) found.push({ flaw: 'changed', id });
    previous = hash;
    before = at ?? before;
  }
  if (block.links.at(-1)?.id !== block.end.id) found.push({ flaw: 'block_changed', id: block._id });
  for (const { _id } of there) if (!linked.has(_id)) found.push({ flaw: 'inserted', id: _id });
  return found;
}

interface Verified {
  found: ChainDifference[];
  place: ChainPlace;
  isOver: boolean;
}

/**
 * Goes along the chain from a place on, a block at a time, until its end or `enough`: whether every entry is there, as it was and in
 * its place, and no other. Who rewrites the entries, the blocks and the head alike is found out by what was `expected`.
 */
export async function verifyChain(
  store: Chain,
  from: ChainPlace,
  enough: () => boolean,
  expected: ExpectedHead | null = null,
): Promise<Verified> {
  const found: ChainDifference[] = [];
  const head = await readHead(store);
  let place = from;
  while (place.number < (head?.blocks ?? 0)) {
    if (enough()) return { found, place, isOver: false };
    const id = blockId(place.number + 1);
    const [block] = await store.auditBlocks.getMany([id]);
    if (block) {
      found.push(...(await verifyBlock(store, place, block)));
      if (expected && !isAsExpected(place, block, expected)) found.push({ flaw: 'not_as_expected', id });
    } else found.push({ flaw: 'block_missing', id });
    place = block ? placeAfter(place, block) : await placeAfterMissing(store, place, head);
  }
  found.push(...(await verifyEnd(store, place, head)));
  if (expected && place.entries < expected.entries)
    found.push({ flaw: 'cut_off', id: String(place.entries) });
  return { found, place, isOver: true };
}

const placeAfter = ({ number, entries }: ChainPlace, { links, end, previous }: Block): ChainPlace => ({
  number: number + 1,
  entries: entries + links.length,
  hash: links.at(-1)?.hash ?? previous,
  end,
});

/** What stood in it cannot be told from what was inserted: the block behind it says where to go on. */
async function placeAfterMissing(store: Chain, place: ChainPlace, head: Head | null): Promise<ChainPlace> {
  const [next] = await store.auditBlocks.getMany([blockId(place.number + 2)]);
  const [first] = next ? await store.auditEntries.getMany(next.links.slice(0, 1).map(({ id }) => id)) : [];
  return {
    ...place,
    number: place.number + 1,
    hash: next?.previous ?? head?.hash ?? place.hash,
    end: first ? { at: first.at, id: '' } : (head?.end ?? place.end),
  };
}

/** Whether the entry that once was the last has the hash it had then; true where it is in another block. */
function isAsExpected({ entries }: ChainPlace, { links }: Block, expected: ExpectedHead): boolean {
  const link = links[expected.entries - entries - 1];
  return link === undefined || link.hash === expected.hash;
}

async function verifyEnd(store: Chain, place: ChainPlace, head: Head | null): Promise<ChainDifference[]> {
  // A block the head does not know: only when the head was taken away or put back.
  const [behind] = await store.auditBlocks.getMany([blockId(place.number + 1)]);
  if (behind) return [{ flaw: head ? 'block_changed' : 'head_missing', id: behind._id }];
  if (head && head.hash !== place.hash) return [{ flaw: 'cut_off', id: blockId(head.blocks) }];
  return [];
}
