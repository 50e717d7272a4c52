import type { JourneyPlan } from '../../../contracts/journey/journey-graph';
import type { TimerCall } from '../../kit/host/serve-timer';
import { allPages } from '../../kit/store/query/all-pages';
import { moreThan } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import type { Definitions } from '../../audience/segments/definitions';
import { loadDefinitions } from '../../audience/segments/load-definitions';

export type Journey = DocumentOf<'journeys'>;
export type Version = DocumentOf<'journeyVersions'>;

const PAGE = 200;
/** Before every journey: a list of all still needs a condition. */
const FIRST = 'jny_';

export type Looking = Pick<TimerCall, 'store' | 'now'>;

/** What a page of runs is moved with; whoever only lets members enter needs less of the call. */
export interface Moving<Call extends Looking = TimerCall> {
  call: Call;
  journeys: ReadonlyMap<string, Journey>;
  definitions: Definitions;
  /** Of a journey, the earliest first. */
  versionsOf: (journeyId: string) => Promise<readonly Version[]>;
}

export const listJourneys = (store: Pick<ReadStore, 'journeys'>): Promise<Journey[]> =>
  allPages((cursor) =>
    store.journeys.find({ where: { _id: moreThan(FIRST) }, orderBy: '_id', limit: PAGE, cursor }),
  );

const listVersions = (store: Pick<ReadStore, 'journeyVersions'>, journeyId: string): Promise<Version[]> =>
  allPages((cursor) =>
    store.journeyVersions.find({ where: { journeyId }, orderBy: 'version', limit: PAGE, cursor }),
  );

/** Journeys and segments as they stand now; versions when the first run asks for them, for they never change. */
export async function loadMoving<Call extends Looking>(call: Call): Promise<Moving<Call>> {
  const [journeys, definitions] = await Promise.all([listJourneys(call.store), loadDefinitions(call.store)]);
  const versions = new Map<string, Promise<Version[]>>();
  return {
    call,
    journeys: new Map(journeys.map((journey) => [journey._id, journey])),
    definitions,
    versionsOf: (journeyId) => {
      const known = versions.get(journeyId) ?? listVersions(call.store, journeyId);
      versions.set(journeyId, known);
      return known;
    },
  };
}

/** The plan in force. */
export async function planInForce(
  { versionsOf }: Pick<Moving, 'versionsOf'>,
  { _id, version }: Journey,
): Promise<JourneyPlan | null> {
  return (await versionsOf(_id)).find((one) => one.version === version)?.plan ?? null;
}
