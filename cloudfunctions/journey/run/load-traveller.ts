import type { JourneyFact, JourneyPlan } from '../../../contracts/journey/journey-graph';
import type { SegmentRule } from '../../../contracts/audience/segment-rule';
import type { MemberId } from '../../../contracts/primitives/ids';
import { addMs, instant, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import { readFeatures, type Pictured } from '../../audience/features/read-features';
import { judge } from '../../audience/rules/judge';
import { moreThan, oneOf } from '../../kit/store/query/condition';
import { Conflict } from '../../kit/store/store-error';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import type { World } from '../rules/advance';
import type { MemberDays } from '../rules/next-wake';
import type { Looking, Moving } from './load-moving';

type Member = DocumentOf<'members'>;
type Run = DocumentOf<'journeyRuns'>;

/** Who a run is about, and what is known of them. */
export interface Traveller {
  /** Null: nobody is this member any more. */
  member: Member | null;
  features: Pictured | null;
  holds: World['holds'];
  happened: World['happened'];
  reachedGoal: boolean;
}

type Reading = Pick<ReadStore, 'members' | 'features' | 'facts'>;

/** Whether a rule holds of somebody by what the audience knows; of whom nothing is known nothing holds. */
export const holdsOf =
  (
    { definitions, call }: Pick<Moving<Looking>, 'definitions'> & { call: Pick<Looking, 'now'> },
    features: Pictured | null,
  ) =>
  (rule: SegmentRule): boolean =>
    features?.of
      ? judge(rule, { of: features.of, bucket: features.bucket }, call.now, definitions.ruleOf).value
      : false;

export async function loadTraveller(moving: Moving, run: Run, plan: JourneyPlan): Promise<Traveller> {
  const { store } = moving.call;
  const [member, features] = await Promise.all([
    store.members.get(run.memberId),
    readFeatures(store, run.memberId, moving.call.now),
  ]);
  // A merge is about to carry the run over.
  if (member?.status === 'merged') throw new Conflict('the member of a run is being merged');
  const ids = member ? [member._id, ...member.absorbed] : [];
  const goalEnd = plan.goal && addMs(run.since, plan.goal.withinMinutes * MINUTE_MS);
  const [heard, goal] = await Promise.all([
    run.listensFor && run.waiting ? firstAfter(store, ids, run.listensFor, run.waiting.since) : null,
    plan.goal ? firstAfter(store, ids, plan.goal.fact, run.since) : null,
  ]);
  return {
    member,
    features,
    holds: holdsOf(moving, features),
    happened: (fact) => fact === run.listensFor && heard !== null,
    reachedGoal: goal !== null && goalEnd !== null && goal <= goalEnd,
  };
}

/** Asked of the facts themselves, which the followers read two minutes late. */
async function firstAfter(
  store: Reading,
  ids: readonly MemberId[],
  kind: JourneyFact,
  since: Instant,
): Promise<Instant | null> {
  if (ids.length === 0) return null;
  const { items } = await store.facts.find({
    where: { memberId: oneOf(ids), kind, at: moreThan(since) },
    orderBy: 'at',
    limit: 1,
  });
  return items[0]?.at ?? null;
}

export function daysOf(
  { member, features }: Pick<Traveller, 'member' | 'features'>,
  now: Instant,
): MemberDays {
  const of = features?.of ?? null;
  const firstAhead = (moments: readonly Instant[]): Instant | null => {
    const ahead = moments.filter((at) => at > now);
    return ahead.length === 0 ? null : instant(Math.min(...ahead));
  };
  return {
    birthday: member?.profile.birthday?.slice('YYYY-'.length) ?? null,
    joined: of?.joinedAt ?? null,
    lastOrder: of?.lastOrderAt ?? null,
    pointsExpire: firstAhead(of?.pointsExpire ?? []),
    couponsExpire: firstAhead(of?.couponsExpire ?? []),
  };
}
