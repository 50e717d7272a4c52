import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { loadPeople } from './load-people';
import { partsOf } from './parts-of';

/** What a rule is asked of. */
export type Pictured = Pick<DocumentOf<'features'>, 'of' | 'bucket'>;

type Reading = Parameters<typeof loadPeople>[0] & Pick<ReadStore, 'features'>;

/** What is known of somebody: as it is kept, or made now for who joined a moment ago and has nothing kept yet. Nothing is written. */
export async function readFeatures(store: Reading, id: MemberId, now: Instant): Promise<Pictured | null> {
  const kept = await store.features.get(id);
  if (kept) return kept;
  const person = (await loadPeople(store, [id], now)).get(id);
  return person?.of ? { of: person.of, bucket: partsOf(id).bucket } : null;
}
