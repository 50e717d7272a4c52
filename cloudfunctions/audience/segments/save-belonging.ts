import type { Instant } from '../../../contracts/primitives/time';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';
import type { Definitions } from './definitions';
import { evaluated, type Asked, type Evaluated } from './evaluated';

type Stored = DocumentOf<'features'>;

/** What becomes of somebody's features, with what they leave and enter. */
export interface Change {
  before: Stored;
  of: Stored['of'];
  refreshAt: Instant | null;
  belongs: Evaluated;
  why: DocumentOf<'segmentChanges'>['why'];
}

/** Features read and written, and the deltas: under thirty records. */
const MOST_WEIGHT = 26;
type Weighed = { belongs: Evaluated };
const weightOf = ({ belongs }: Weighed): number => 2 + belongs.crossings.length;

/** In groups that fit into a transaction. */
export function grouped<Item extends Weighed>(changes: readonly Item[]): Item[][] {
  const groups: Item[][] = [];
  let weight = Infinity;
  for (const change of changes) {
    if (weight + weightOf(change) > MOST_WEIGHT) {
      groups.push([]);
      weight = 0;
    }
    groups.at(-1)?.push(change);
    weight += weightOf(change);
  }
  return groups;
}

interface Telling {
  definitions: Definitions;
  asked: Asked;
  why: Change['why'];
  now: Instant;
}

/** Of somebody of whom nothing else has changed. */
export const changeOf = (before: Stored, { definitions, asked, why, now }: Telling): Change => ({
  before,
  of: before.of,
  refreshAt: before.refreshAt,
  belongs: evaluated(before, before, definitions, asked, now),
  why,
});

/**
 * Features, what they belong to and what they crossed are one transaction; nobody's count is in it.
 * @returns those that somebody else wrote meanwhile
 */
export async function saveBelonging(
  store: Store,
  changes: readonly Change[],
  now: Instant,
): Promise<MemberId[]> {
  const again: MemberId[] = [];
  for (const group of grouped(changes))
    again.push(
      ...(await store.transact(async (transaction) => {
        const late: MemberId[] = [];
        for (const change of group)
          if (!(await saveOne(transaction, change, now))) late.push(change.before._id);
        return late;
      })),
    );
  return again;
}

async function saveOne(transaction: TransactionStore, change: Change, now: Instant): Promise<boolean> {
  const { before, of, refreshAt, belongs, why } = change;
  const stored = await transaction.features.get(before._id);
  if (stored?.version !== before.version) return false;
  const { segments, nextEvalAt } = belongs;
  const version = before.version + 1;
  await transaction.features.replace({ ...stored, version, of, refreshAt, segments, nextEvalAt });
  await transaction.segmentChanges.insert(...deltasOf({ ...before, version }, belongs, why, now));
  return true;
}

export const deltasOf = (
  { _id, seq, version }: Pick<Stored, '_id' | 'seq' | 'version'>,
  { crossings }: Evaluated,
  why: Change['why'],
  now: Instant,
): DocumentOf<'segmentChanges'>[] =>
  crossings.map(({ key, entered }) => ({
    _id: `${_id}:${key}:${version}`,
    memberId: _id,
    seq,
    key,
    entered,
    why,
    writtenAt: now,
  }));
