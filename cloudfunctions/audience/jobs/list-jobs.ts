import type { ReadCall } from '../../kit/host/call';
import { latestFirst } from '../../kit/store/query/latest-first';
import { viewOf } from './job-view';

/** The latest first. */
export async function listJobs({ store, now }: ReadCall<'operator'>, { cursor }: { cursor: string | null }) {
  const { items, nextCursor } = await store.audienceJobs.find(latestFirst('at', cursor));
  return { jobs: items.map(viewOf), nextCursor, now };
}
