import type {
  ActNode,
  JourneyFact,
  JourneyNode,
  JourneyPlan,
  NodeOf,
} from '../../../contracts/journey/journey-graph';
import type { SegmentRule } from '../../../contracts/audience/segment-rule';
import type { Instant } from '../../../contracts/primitives/time';
import { wayOf } from './ways';
import { nextWake, type MemberDays } from './next-wake';

/** Where a run stands: at a node that is not done yet. */
export interface Position {
  node: string | null;
  /** How often each node was come to. */
  visits: Readonly<Record<string, number>>;
  /** At a wait: since when, and until when at the latest. */
  waiting: { since: Instant; until: Instant } | null;
}

/** What is asked of the world on the way. */
export interface World {
  now: Instant;
  runId: string;
  /** Which way this run goes at each split, as it was decided when it began. */
  ways: Readonly<Record<string, number>>;
  days: MemberDays;
  holds: (rule: SegmentRule) => boolean;
  /** Whether what a wait listens for has happened since then. */
  happened: (fact: JourneyFact, since: Instant) => boolean;
}

export type Passed = { node: string; what: string };

export type Advanced = {
  position: Position;
  /** What was gone through on the way. */
  passed: Passed[];
} & (
  | { to: 'act'; node: ActNode; key: string }
  | { to: 'wait'; until: Instant; fact: JourneyFact | null }
  | { to: 'end'; how: 'ended' | 'too_many_rounds' }
);

/** More than any way through a journey without a wait has. */
const MOST_STEPS = 200;

const nodeOf = (plan: JourneyPlan, id: string | null): JourneyNode | null =>
  id === null ? null : (plan.nodes.find((one) => one.id === id) ?? null);

export const atStart = (plan: JourneyPlan): Position =>
  arrivedAt({ node: null, visits: {}, waiting: null }, plan.start);

/** Come to another node, once more. */
const arrivedAt = ({ visits }: Position, node: string | null): Position => ({
  node,
  visits: node === null ? visits : { ...visits, [node]: (visits[node] ?? 0) + 1 },
  waiting: null,
});

/** Past the act it stands at. */
export const pastAct = (position: Position, node: ActNode): Position => arrivedAt(position, node.next);

/** Names what a step does, the same in every repeat: the run, the node, and its how-manieth round. */
export const outboxKey = (runId: string, { node, visits }: Position): string =>
  `${runId}:${node ?? ''}:${node === null ? 0 : (visits[node] ?? 0)}`;

/**
 * Goes on from where a run stands, through everything that only decides, to the next thing that is to be done, a wait that is not over, or the end. The same
 * position and world give the same answer.
 */
export function advance(plan: JourneyPlan, from: Position, world: World): Advanced {
  const passed: Passed[] = [];
  let position = from;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const node = nodeOf(plan, position.node);
    if (!node || node.do === 'end')
      return { position: { ...position, waiting: null }, passed, to: 'end', how: 'ended' };
    if ((position.visits[node.id] ?? 0) > plan.mostRounds)
      return { position, passed, to: 'end', how: 'too_many_rounds' };
    if (isAct(node)) return { position, passed, to: 'act', node, key: outboxKey(world.runId, position) };
    const decided = node.do === 'wait' ? afterWait(node, position, world) : chosen(node, world);
    if ('until' in decided) {
      const { until, since, fact } = decided;
      return { position: { ...position, waiting: { since, until } }, passed, to: 'wait', until, fact };
    }
    passed.push({ node: node.id, what: decided.what });
    position = arrivedAt(position, decided.next);
  }
  return { position, passed, to: 'end', how: 'too_many_rounds' };
}

const isAct = (node: JourneyNode): node is ActNode =>
  node.do !== 'wait' && node.do !== 'if' && node.do !== 'split' && node.do !== 'end';

type Decided = { next: string | null; what: string };
type Waits = { since: Instant; until: Instant; fact: JourneyFact | null };

function afterWait(
  { until, next, late }: NodeOf<'wait'>,
  { waiting }: Position,
  world: World,
): Decided | Waits {
  const { now } = world;
  if (waiting === null) {
    const wake = nextWake(until, now, world.days);
    if ('late' in wake) return { next: late, what: wake.late };
    if (wake.at > now) return { since: now, until: wake.at, fact: until.kind === 'fact' ? until.fact : null };
    return { next, what: 'waited' };
  }
  if (until.kind === 'fact' && world.happened(until.fact, waiting.since)) return { next, what: 'happened' };
  if (waiting.until > now) return { ...waiting, fact: until.kind === 'fact' ? until.fact : null };
  return until.kind === 'fact' ? { next: late, what: 'timed_out' } : { next, what: 'waited' };
}

function chosen(node: NodeOf<'if'> | NodeOf<'split'>, { holds, runId, ways }: World): Decided {
  if (node.do === 'if')
    return holds(node.rule) ? { next: node.yes, what: 'yes' } : { next: node.no, what: 'no' };
  const arm = ways[node.id] ?? wayOf(node, runId);
  return { next: node.arms[arm]?.next ?? null, what: `arm_${arm + 1}` };
}
