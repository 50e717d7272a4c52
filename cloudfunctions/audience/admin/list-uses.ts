import type { SegmentRule } from '../../../contracts/audience/segment-rule';
import type { JourneyPlan } from '../../../contracts/journey/journey-graph';
import { allPages } from '../../kit/store/query/all-pages';
import { moreThan, oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { segmentsIn } from '../rules/judge';
import { loadDefinitions } from '../segments/load-definitions';
import { listFollowing } from '../tags/list-following';

type Reading = Pick<
  ReadStore,
  'segments' | 'journeys' | 'journeyVersions' | 'journeyRuns' | 'pushes' | 'tags'
>;
type Journey = DocumentOf<'journeys'>;

/** A push that was decided on and did not all go out. */
const PENDING = ['awaiting_approval', 'sending', 'paused'] as const;

/**
 * What names a segment and would be another without it: segments, journeys that run, also those under way by an earlier version, pushes
 * that still go out, tags that follow it. Jobs and frozen audiences have their members already; drafts are checked when they become more.
 */
export async function listUses(store: Reading, segmentId: string): Promise<string[]> {
  const { kept, ruleOf } = await loadDefinitions(store);
  const names = (rule: SegmentRule): boolean => segmentsIn(rule, ruleOf).has(segmentId);
  const segments = kept.filter((one) => one.segmentId !== segmentId && names(one.rule));
  const [journeys, pushes, tags] = await Promise.all([
    findJourneys(store, segmentId),
    allPages((cursor) =>
      store.pushes.find({ where: { status: oneOf(PENDING) }, orderBy: 'sendAt', limit: 100, cursor }),
    ),
    listFollowing(store),
  ]);
  return [
    ...new Set(segments.map((one) => one.segmentId)),
    ...journeys,
    ...pushes.filter(({ audience }) => audience.segmentIds.includes(segmentId)).map(({ _id }) => _id),
    ...tags.filter(({ follows }) => follows === segmentId).map(({ _id }) => _id),
  ];
}

const isNamedIn = (plan: JourneyPlan, segmentId: string): boolean =>
  JSON.stringify(plan).includes(`"${segmentId}"`);

async function findJourneys(store: Reading, segmentId: string): Promise<string[]> {
  const journeys = await allPages((cursor) =>
    store.journeys.find({ where: { _id: moreThan('jny_') }, orderBy: '_id', limit: 100, cursor }),
  );
  const found: string[] = [];
  for (const journey of journeys.filter(({ status }) => status === 'running' || status === 'paused'))
    if (await goesBy(store, journey, segmentId)) found.push(journey._id);
  return found;
}

async function goesBy(store: Reading, journey: Journey, segmentId: string): Promise<boolean> {
  const versions = await allPages((cursor) =>
    store.journeyVersions.find({
      where: { journeyId: journey._id },
      orderBy: 'version',
      limit: 100,
      cursor,
    }),
  );
  for (const { version } of versions.filter((one) => isNamedIn(one.plan, segmentId)))
    if (version === journey.version || (await isTravelled(store, journey._id, version))) return true;
  return false;
}

async function isTravelled(store: Reading, journeyId: string, version: number): Promise<boolean> {
  const state = oneOf(['active', 'paused', 'dead'] as const);
  return (await store.journeyRuns.countUpTo({ where: { journeyId, state, version }, most: 1 })) > 0;
}
