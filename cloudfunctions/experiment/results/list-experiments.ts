import type { ReadCall } from '../../kit/host/call';
import { allPages } from '../../kit/store/query/all-pages';
import { moreThan } from '../../kit/store/query/condition';
import { headOf } from './read-experiment';

const PAGE = 200;
/** Before every experiment: a list of all still needs a condition. */
const FIRST = 'exp_';

/** All of them, the latest first. */
export async function listExperiments({ store, now }: ReadCall<'operator'>) {
  const all = await allPages((cursor) =>
    store.experiments.find({ where: { _id: moreThan(FIRST) }, orderBy: '_id', limit: PAGE, cursor }),
  );
  return {
    experiments: all.sort((a, b) => b.startedAt - a.startedAt).map(headOf),
    now,
  };
}
