import { isCut, type Cut } from '../../../contracts/primitives/insight/measures';
import type { ReadCall } from '../../kit/host/call';
import { latestFirst } from '../../kit/store/query/latest-first';
import type { DocumentOf } from '../../kit/store/schema';
import { loadLabels } from '../report/load-labels';

type Check = DocumentOf<'figureChecks'>;

/** What was checked, the latest first: what the night looked at, and what somebody asked for. */
export async function listChecks(
  { store, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.figureChecks.find(latestFirst('askedAt', cursor));
  const values = items.flatMap(({ found }) => found.map(({ value }) => value));
  const labels = await loadLabels(store, 'store', values, now);
  const leaders = await loadLabels(store, 'leader', values, now);
  return { checks: items.map((check) => shown(check, new Map([...labels, ...leaders]))), nextCursor };
}

const isShown = (cut: string): cut is Cut | 'offset' | 'funnel' =>
  isCut(cut) || cut === 'offset' || cut === 'funnel';

function shown(
  { grain, bucket, found, step, askedAt, finishedAt, ...check }: Check,
  labels: ReadonlyMap<string, string>,
) {
  const { repair, facts, people, rows, moved, differing, repaired } = check;
  return {
    period: grain,
    bucket,
    repair,
    step,
    progress: { facts, people, rows, moved },
    differing,
    repaired,
    found: found.flatMap(({ cut, value, kept, due }) =>
      isShown(cut) ? [{ cut, label: labels.get(value) ?? value, kept, due }] : [],
    ),
    askedAt,
    finishedAt,
  };
}
