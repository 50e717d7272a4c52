import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { atLeast } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { changedFeatures } from '../features/features-of';
import { loadPeople } from '../features/load-people';
import { recountSegments } from './recount-segments';

export interface FeatureDifference {
  memberId: MemberId;
  version: number;
  what: string[];
}

interface Recounted {
  members: number;
  found: FeatureDifference[];
  /** Where to go on; null: all were looked at. */
  cursor: string | null;
}

type Stored = DocumentOf<'features'>;

const PAGE = 50;

/** Counts features, and where members belong, again in the order of their numbers until all are done or `enough` says stop. Changes nothing. */
export async function recountFeatures(
  store: ReadStore,
  now: Instant,
  from: string | null,
  enough: () => boolean,
): Promise<Recounted> {
  const recounted: Recounted = { members: 0, found: [], cursor: from };
  do {
    const page: Awaited<ReturnType<ReadStore['features']['find']>> = await store.features.find({
      where: { seq: atLeast(0) },
      orderBy: 'seq',
      limit: PAGE,
      cursor: recounted.cursor,
    });
    recounted.found.push(...(await differencesOf(store, page.items, now)));
    recounted.members += page.items.length;
    recounted.cursor = page.nextCursor;
  } while (recounted.cursor !== null && !enough());
  return recounted;
}

/** What is not what facts come to; of somebody just told of, it may only not have been heard yet. */
export async function differencesOf(
  store: ReadStore,
  stored: readonly Stored[],
  now: Instant,
): Promise<FeatureDifference[]> {
  const ids = stored.map(({ _id }) => _id);
  const people = await loadPeople(store, ids, now);
  const belonging = await recountSegments(store, stored, now);
  return stored.flatMap(({ _id, version, of }): FeatureDifference[] => {
    const due = people.get(_id)?.of ?? null;
    const pictured = due === null ? (of === null ? [] : ['of']) : changedFeatures(of, due, now);
    const what = [...pictured, ...(belonging.get(_id) ?? [])];
    return what.length === 0 ? [] : [{ memberId: _id, version, what }];
  });
}
