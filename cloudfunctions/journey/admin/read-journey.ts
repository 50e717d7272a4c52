import type { JourneyPlan } from '../../../contracts/journey/journey-graph';
import { endings } from '../../../contracts/journey/journey-values';
import type { ReadCall } from '../../kit/host/call';
import { inParallel } from '../../kit/instance/in-parallel';
import type { ReadStore } from '../../kit/store/store';
import { recipes } from '../recipes/recipes';
import { listJourneys as listAll } from '../run/load-moving';
import { listProblems } from './list-problems';

const AT_ONCE = 10;

export async function listJourneys({ store, now }: ReadCall<'operator'>) {
  const all = await listAll(store);
  const active = new Map<string, number>();
  await inParallel(all, AT_ONCE, async ({ _id }) => {
    active.set(_id, await store.journeyRuns.count({ where: { journeyId: _id, state: 'active' } }));
  });
  return {
    journeys: all.map(({ _id, name, status, version, savedAt }) => ({
      id: _id,
      name,
      status,
      version,
      active: active.get(_id) ?? 0,
      savedAt,
    })),
    now,
  };
}

/** @throws TuankaError journey_not_found */
export async function readJourney(
  { store, now }: ReadCall<'operator'>,
  { journeyId }: { journeyId: string },
) {
  const journey = await store.journeys.require(journeyId, 'journey_not_found');
  const version = await store.journeyVersions.get(`${journeyId}@${journey.version}`);
  const nodes = [...new Set([...(version?.plan.nodes ?? []), ...journey.draft.nodes].map(({ id }) => id))];
  const [problems, there, ended, dead] = await Promise.all([
    listProblems(store, journey.draft),
    countEach(nodes, (node) => store.journeyRuns.count({ where: { journeyId, state: 'active', node } })),
    countEach(endings, (how) => store.journeyRuns.count({ where: { journeyId, how } })),
    store.journeyRuns.count({ where: { journeyId, state: 'dead' } }),
  ]);
  return {
    id: journeyId,
    name: journey.name,
    status: journey.status,
    saves: journey.saves,
    draft: journey.draft,
    problems,
    published: version && {
      version: version.version,
      plan: version.plan,
      publishedAt: version.publishedAt,
    },
    there: there.map(({ of, members }) => ({ node: of, members })),
    ended: ended.map(({ of, members }) => ({ how: of, members })),
    dead,
    now,
  };
}

/** Those there are any of, in their order. */
async function countEach<Of>(
  all: readonly Of[],
  countOne: (of: Of) => Promise<number>,
): Promise<{ of: Of; members: number }[]> {
  const counts = new Map<Of, number>();
  await inParallel(all, AT_ONCE, async (of) => void counts.set(of, await countOne(of)));
  return all.map((of) => ({ of, members: counts.get(of) ?? 0 })).filter(({ members }) => members > 0);
}

export const checkPlan = async (
  { store }: { store: Pick<ReadStore, 'segments' | 'couponPacks'> },
  { plan }: { plan: JourneyPlan },
) => ({ problems: await listProblems(store, plan) });

export const listRecipes = () => Promise.resolve({ recipes: [...recipes] });
