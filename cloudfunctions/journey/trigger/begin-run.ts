import type { JourneyPlan } from '../../../contracts/journey/journey-graph';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { decideDeal, isHeldOut } from '../../experiment/deals/decide-deal';
import { wayOfArm } from '../../experiment/rules/assignment';
import { readFeatures } from '../../audience/features/read-features';
import { shortName } from '../../kit/ids/spread';
import { MOST_REDIRECTS, readLiving } from '../../kit/person/read-living';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { atStart } from '../rules/advance';
import { entryOf, type Refusal } from '../rules/entry';
import { waysOf } from '../rules/ways';
import { placeId, type Run } from '../run/save-run';
import { planInForce, type Journey, type Looking, type Moving } from '../run/load-moving';
import { holdsOf } from '../run/load-traveller';

/** What makes somebody enter. */
export interface Cause {
  /** Names it for ever: told twice it is one run. */
  id: string;
  at: Instant;
  /** Somebody picked them: nobody moves value to a frozen member by hand. */
  byHand?: true;
  /** What is told of it, with the run. */
  tell?: (transaction: TransactionStore, memberId: MemberId) => Promise<void>;
}

export type Begun =
  'owner_frozen' | 'entered' | Refusal | 'held_out' | 'filtered' | 'gone' | 'not_running' | 'opted_out';

/** Lets a member enter a journey, if they may: the run and their place in it are written together. */
export async function beginRun(
  moving: Moving<Looking>,
  journey: Journey,
  memberId: MemberId,
  cause: Cause,
): Promise<Begun> {
  const { store, now } = moving.call;
  const plan = await planInForce(moving, journey);
  if (!plan || journey.status !== 'running') return 'not_running';
  const member = (await readLiving(store, [memberId])).get(memberId);
  if (!member) return 'gone';
  if (plan.filter && !holdsOf(moving, await readFeatures(store, member._id, now))(plan.filter))
    return 'filtered';
  const entering = { plan, journey, cause, now };
  return store.transact((transaction) => enter(transaction, member, entering));
}

interface Entering {
  plan: JourneyPlan;
  journey: Journey;
  cause: Cause;
  now: Instant;
}

async function enter(
  transaction: TransactionStore,
  { _id: memberId, absorbed }: DocumentOf<'members'>,
  { plan, journey, cause, now }: Entering,
): Promise<Begun> {
  const { _id: journeyId, version } = journey;
  const still = await transaction.members.get(memberId);
  if (still?.status !== 'active') return 'gone';
  if (cause.byHand && still.frozen !== null) return 'owner_frozen';
  const place = await transaction.journeyPlaces.get(placeId({ journeyId, memberId }));
  // Who wants nothing picked for them is not picked: rules of the charter apply to them, journeys do not.
  if ((await transaction.messageProfiles.get(memberId))?.personalised === false) return 'opted_out';
  const entry = entryOf(plan.entry, place, shortName(cause.id), now);
  if ('refused' in entry) return entry.refused;
  // The same cause may have been told of who is part of them by now.
  for (const id of [memberId, ...absorbed.slice(0, MOST_REDIRECTS)])
    if (await transaction.journeyRuns.get(`${journeyId}:${id}:${entry.key}`)) return 'once';
  const dealt = await dealtBy(transaction, journey, { memberId, now });
  if (dealt === 'held_out') return dealt;
  const ways = waysOf(plan, placeId({ journeyId, memberId }), {
    winners: journey.winners,
    dealt,
    before: place?.ways ?? {},
  });
  const run: Run = {
    _id: `${journeyId}:${memberId}:${entry.key}`,
    journeyId,
    version,
    memberId,
    state: 'active',
    how: null,
    since: cause.at,
    cause: shortName(cause.id),
    ...atStart(plan),
    ways,
    listensFor: null,
    heldSince: null,
    wakeAt: now,
    parkedUntil: null,
    priority: plan.priority,
    revision: 0,
    failures: 0,
    error: null,
    trace: [{ node: '', what: 'entered', at: now }],
    enteredAt: now,
    endedAt: null,
  };
  const _id = placeId(run);
  await transaction.journeyRuns.insert(run);
  const stands = { active: run._id, lastEnteredAt: now, ways: { ...place?.ways, ...ways } };
  await transaction.journeyPlaces.replace({ _id, journeyId, memberId, ...stands });
  await cause.tell?.(transaction, memberId);
  return 'entered';
}

/** What an experiment that runs has somebody do; whoever it holds out is never acted on. */
async function dealtBy(
  transaction: TransactionStore,
  { experiment }: Journey,
  eligible: { memberId: MemberId; now: Instant },
): Promise<Record<string, number> | 'held_out'> {
  const deal = experiment && (await decideDeal(transaction, experiment.experimentId, eligible));
  if (!deal) return {};
  if (isHeldOut(deal.arm)) return 'held_out';
  return deal.node === null ? {} : { [deal.node]: wayOfArm(deal.arm) };
}
