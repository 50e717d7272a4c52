import { instant } from '../../../contracts/primitives/time';
import { blockId, chained, FIRST_HASH } from '../../kit/audit/entry-chain';
import { READABLE_AFTER_MS } from '../../kit/facts/fold-facts';
import type { TimerCall } from '../../kit/host/serve-timer';
import { logLine } from '../../kit/log/log-line';
import { atMost } from '../../kit/store/query/condition';
import { encodeCursor } from '../../kit/store/query/page';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore, Store } from '../../kit/store/store';

type Head = DocumentOf<'auditHeads'>;
type Block = DocumentOf<'auditBlocks'>;
type Call = Pick<TimerCall, 'store' | 'now' | 'outOfTime'>;

/** There is one chain. */
const CHAIN = 'merchant';
const AT_ONCE = 200;

export const readHead = ({ auditHeads }: Pick<ReadStore, 'auditHeads'>): Promise<Head | null> =>
  auditHeads.get(CHAIN);

/** The place behind an entry, as a list ordered by time takes it. */
export const placeBehind = (end: Head['end'] | null): string | null =>
  end && encodeCursor({ value: end.at, id: end.id });

/**
 * Chains what was told since, a block at a time. An entry carries the instant at which its call began and is seen when that has
 * committed: two minutes behind nothing appears any more before what is chained (kit/facts/fold-facts.ts).
 */
export async function linkEntries({ store, now, outOfTime }: Call): Promise<{ entriesChained: number }> {
  let count = 0;
  let head = await readHead(store);
  while (!outOfTime()) {
    const { items, nextCursor } = await store.auditEntries.find({
      where: { at: atMost(instant(Math.max(0, now - READABLE_AFTER_MS))) },
      orderBy: 'at',
      limit: AT_ONCE,
      cursor: placeBehind(head?.end ?? null),
      unreadable: 'refuse',
    });
    const last = items.at(-1);
    if (!last) break;
    const previous = head?.hash ?? FIRST_HASH;
    const end = { at: last.at, id: last._id };
    head = await appendBlock(store, head, { previous, links: chained(previous, items), end, chainedAt: now });
    // Another sweep was faster, and goes on.
    if (head === null) break;
    count += items.length;
    // Outside of the database: what is taken off the end there, head and all, is missed against this line.
    logLine('info', 'audit_chained', { entries: head.entries, blocks: head.blocks, id: head.hash });
    if (nextCursor === null) break;
  }
  return { entriesChained: count };
}

/** The block and where the chain ends from then on, both or neither. @returns null when the chain has grown meanwhile */
const appendBlock = (store: Store, head: Head | null, block: Omit<Block, '_id'>): Promise<Head | null> =>
  store.transact(async (transaction) => {
    const current = await transaction.auditHeads.get(CHAIN);
    if (current?.hash !== head?.hash) return null;
    const number = (current?.blocks ?? 0) + 1;
    // A restored backup may hold a block its head does not know of yet: it stands.
    const kept = await transaction.auditBlocks.get(blockId(number));
    const appended = kept?.previous === block.previous ? kept : { _id: blockId(number), ...block };
    if (appended !== kept) await transaction.auditBlocks.insert(appended);
    const grown: Head = {
      _id: CHAIN,
      blocks: number,
      entries: (current?.entries ?? 0) + appended.links.length,
      hash: appended.links.at(-1)?.hash ?? block.previous,
      end: appended.end,
      chainedAt: block.chainedAt,
    };
    await transaction.auditHeads.replace(grown);
    return grown;
  });
