import type { JourneyPlan } from '@contracts/journey/journey-graph';
import { DAY_MS } from '@contracts/primitives/time';
import { requestId as requestIdOf } from '@contracts/values';
import type { LocalCloud } from '../../../local/server';
import { documentsOf, phoneOf } from '../stage';
import { planOf, tagAs } from './journey-stage';

/** What journeys about experiments share. */
export const halves = (percent: number, changed: Partial<JourneyPlan> = {}): JourneyPlan =>
  planOf(
    [
      {
        do: 'split',
        id: 'half',
        arms: [
          { percent, next: 'a' },
          { percent: 100 - percent, next: 'b' },
        ],
      },
      tagAs('a', '甲', null),
      tagAs('b', '乙', null),
    ],
    { trigger: { on: 'hand' }, entry: { again: 'each_cause' }, ...changed },
  );

export const design = {
  holdoutPercent: 20,
  withQuarter: false,
  enrolDays: 7,
  windowDays: 7,
  perArm: 2,
};

/** How many were begun, by cloud. */
const begun = new WeakMap<LocalCloud, number>();

export async function begin(
  cloud: LocalCloud,
  journeyId: string,
  changed: object = {},
  node: string | null = 'half',
) {
  const { journey } = phoneOf(cloud, 'operator-he');
  const asked = { name: '两种说法', of: { journeyId, node }, design: { ...design, ...changed } };
  // Its name deals: the same one deals the same, and no run of the tests is one in a thousand.
  const nth = (begun.get(cloud) ?? 0) + 1;
  begun.set(cloud, nth);
  const requestId = requestIdOf.parse(`test-experiment-${nth}`);
  return (await journey.beginExperiment(asked, { requestId })).experimentId;
}

export const dealsOf = (cloud: LocalCloud) => documentsOf(cloud, 'experimentDeals');

/** What the sums of an arm should be, added up of everybody’s orders from the beginning. */
export function addedUp(cloud: LocalCloud, arm: string, windowDays: number) {
  const now = cloud.clock.now();
  const facts = documentsOf(cloud, 'facts');
  const counting = dealsOf(cloud).filter(
    (deal) => deal.arm === arm && deal.standing === 'own' && !deal.isLate,
  );
  const included = counting.filter(({ rivals }) => rivals.length === 0);
  const window = windowDays * DAY_MS;
  const over = included.filter(({ dealtAt }) => dealtAt + window + 3_600_000 <= now);
  const members = documentsOf(cloud, 'members');
  const people = over.map(({ memberId, dealtAt }) => {
    const ids: string[] = [memberId, ...(members.find(({ _id }) => _id === memberId)?.absorbed ?? [])];
    const paid = facts.filter((fact) => fact.kind === 'paid' && ids.includes(fact.memberId));
    const back = facts.filter(({ kind }) => kind === 'refunded').map(({ refs }) => refs.orderId);
    const kept = paid.filter(({ refs }) => !back.includes(refs.orderId));
    const sum = (from: number, until: number) =>
      kept
        .filter(({ at }) => at >= from && at < until)
        .reduce((all, { amountFen = 0 }) => all + amountFen, 0);
    const y = sum(dealtAt, dealtAt + window);
    return { y, x: sum(dealtAt - window, dealtAt), bought: y > 0 };
  });
  const total = (of: (one: (typeof people)[number]) => number) =>
    people.reduce((all, one) => all + of(one), 0);
  return {
    dealt: included.length,
    exposed: included.filter(({ exposedAt }) => exposedAt !== null).length,
    excluded: counting.length - included.length,
    bought: people.filter(({ bought }) => bought).length,
    sums: {
      n: people.length,
      y: total(({ y }) => y),
      yy: total(({ y }) => y * y),
      x: total(({ x }) => x),
      xx: total(({ x }) => x * x),
      xy: total(({ x, y }) => x * y),
    },
  };
}

const NOBODY = {
  dealt: 0,
  exposed: 0,
  excluded: 0,
  bought: 0,
  sums: { n: 0, y: 0, yy: 0, x: 0, xx: 0, xy: 0 },
};

export function keptSums(cloud: LocalCloud, arm: string) {
  const kept = documentsOf(cloud, 'experimentSums').find((sums) => sums.arm === arm);
  if (!kept) return NOBODY;
  const { dealt, exposed, excluded, bought, sums } = kept;
  return { dealt, exposed, excluded, bought, sums };
}
