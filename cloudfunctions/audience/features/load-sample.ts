import { allPages } from '../../kit/store/query/all-pages';
import { lessThan } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { PARTS } from './parts-of';

/** So many members say enough; the others are not read. */
const SAMPLE = 2000;
const PAGE = 900;

export interface Sample {
  sample: DocumentOf<'features'>[];
  /** Of so many; as many as were read when all were. */
  all: number;
}

/** Members by chance: all of a small shop, about two thousand of a large one. */
export async function loadSample(store: Pick<ReadStore, 'audienceStates' | 'features'>): Promise<Sample> {
  const all = (await store.audienceStates.get('state'))?.members ?? 0;
  const parts = Math.max(1, Math.min(PARTS, Math.ceil((PARTS * SAMPLE) / Math.max(1, all))));
  const sample = await allPages((cursor) =>
    store.features.find({ where: { sample: lessThan(parts) }, orderBy: 'sample', limit: PAGE, cursor }),
  );
  return { sample, all: parts === PARTS ? sample.length : all };
}
