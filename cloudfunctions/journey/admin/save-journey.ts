import { refuse } from '../../../contracts/errors';
import type { JourneyPlan } from '../../../contracts/journey/journey-graph';
import { auditIdFor, recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { shortName } from '../../kit/ids/spread';
import { listJourneys } from '../run/load-moving';
import { listProblems } from './list-problems';

/** All of them are read whenever somebody is moved. */
const MOST_JOURNEYS = 100;

interface Draft {
  /** Null: a new one. */
  journeyId: string | null;
  name: string;
  draft: JourneyPlan;
  /** The save it was made from; 0: none. */
  basedOn: number;
}

/** Keeps a draft, whatever is wrong with it; nobody on the way notices. @throws TuankaError journey_not_found, journey_changed, journeys_full */
export async function saveJourney(call: WriteCall<'operator'>, { journeyId, name, draft, basedOn }: Draft) {
  const { store, now, requestId } = call;
  const id = journeyId ?? `jny_${shortName(requestId)}`;
  if (journeyId === null && (await listJourneys(store)).length >= MOST_JOURNEYS)
    throw refuse('journeys_full');
  const problems = await listProblems(store, draft);
  return store.transact(async (transaction) => {
    const stored = await transaction.journeys.get(id);
    const entry = { action: 'journey.saveJourney', subjectId: id };
    if (await transaction.auditEntries.get(auditIdFor(requestId, entry)))
      return { journeyId: id, saves: stored?.saves ?? 0, problems };
    if (journeyId !== null && !stored) throw refuse('journey_not_found', id);
    if ((stored?.saves ?? 0) !== basedOn) throw refuse('journey_changed', `save ${basedOn}`);
    const before = stored ?? {
      _id: id,
      status: 'draft' as const,
      version: 0,
      startedAt: null,
      resumeAt: null,
      nextRoundAt: null,
      roundFrom: 0,
      experiment: null,
      winners: {},
    };
    const saves = basedOn + 1;
    await transaction.journeys.replace({ ...before, name, draft, saves, savedAt: now });
    await recordAudit(transaction, call, { ...entry, detail: { save: saves, nodes: draft.nodes.length } });
    return { journeyId: id, saves, problems };
  });
}
