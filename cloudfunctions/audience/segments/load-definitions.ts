import { allPages } from '../../kit/store/query/all-pages';
import { moreThan } from '../../kit/store/query/condition';
import type { ReadStore } from '../../kit/store/store';
import { definitionsOf, type Definitions } from './definitions';

const PAGE = 200;
/** Before every segment: a list of all still needs a condition. */
const FIRST = 'seg_';

/** Every segment, with the versions that are kept. */
export const loadDefinitions = async (store: Pick<ReadStore, 'segments'>): Promise<Definitions> =>
  definitionsOf(
    await allPages((cursor) =>
      store.segments.find({ where: { _id: moreThan(FIRST) }, orderBy: '_id', limit: PAGE, cursor }),
    ),
  );
