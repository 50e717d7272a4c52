import { instant } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import { moreThan } from '../../kit/store/query/condition';
import { viewOf } from './job-view';

/** As many as anybody looks back at. */
const LATEST = 30;

export async function listJobs({ store, now }: ReadCall<'operator'>) {
  const { items } = await store.audienceJobs.find({
    where: { at: moreThan(instant(0)) },
    orderBy: 'at',
    direction: 'desc',
    limit: LATEST,
  });
  return { jobs: items.map(viewOf), now };
}
