import type { SegmentRule } from '../../../contracts/audience/segment-rule';
import type { ActNode, JourneyFact, JourneyPlan } from '../../../contracts/journey/journey-graph';
import type { Ending } from '../../../contracts/journey/journey-values';
import { addMs, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import type { QuietHours } from '../../message/rules/quiet-hours';
import { advance, atStart, pastAct } from './advance';
import { heldBy } from './held';
import type { MemberDays } from './next-wake';

/** Who walks, and what is taken to happen to them on the way. */
export interface Walker {
  /** Decides the arm of a split, as a run's name does. */
  id: string;
  days: (at: Instant) => MemberDays;
  /** By what is known of them today, at another time. */
  holds: (rule: SegmentRule, at: Instant) => boolean;
  happens: ReadonlySet<JourneyFact>;
  quiet: QuietHours;
}

/** `act`: what is done there, nothing is written. */
export interface Step {
  at: Instant;
  node: string;
  what: string;
  act: ActNode | null;
}

export interface Walked {
  steps: Step[];
  endsAt: Instant;
  how: Ending | 'goes_on';
}

/** What an operator reads through. */
const MOST_STEPS = 100;
/** The day has room for every message: who else wants to be heard then is not known. */
const ROOM = { room: { day: 1, ofKind: 1 }, reminders: 0, before: 0 };

/** A walk through a plan in one go, by the rules a run goes by: time jumps to the end of each wait. */
export function walk(plan: JourneyPlan, walker: Walker, from: Instant): Walked {
  const steps: Step[] = [];
  const endsWith = (how: Walked['how'], endsAt: Instant): Walked => ({ steps, endsAt, how });
  let at = from;
  let position = atStart(plan);
  while (steps.length < MOST_STEPS) {
    const left = leaves(plan, walker, at, from);
    if (left) return endsWith(left, at);
    const went = advance(plan, position, worldOf(walker, at));
    for (const passed of went.passed) steps.push({ ...passed, at, act: null });
    if (went.to === 'end') return endsWith(went.how, at);
    if (went.to === 'act') {
      const done = doneAt(went.node, walker, at);
      steps.push(...done.steps);
      at = done.at;
      position = pastAct(went.position, went.node);
    } else {
      at = went.fact !== null && walker.happens.has(went.fact) ? at : went.until;
      position = went.position;
    }
    if (position.node === null) return endsWith('ended', at);
  }
  return endsWith('goes_on', at);
}

const worldOf = (walker: Walker, now: Instant): Parameters<typeof advance>[2] => ({
  now,
  runId: walker.id,
  ways: {},
  days: walker.days(now),
  holds: (rule) => walker.holds(rule, now),
  happened: (fact) => walker.happens.has(fact),
});

/** What is taken to happen happens at once after they entered. */
function leaves(plan: JourneyPlan, walker: Walker, at: Instant, from: Instant): Ending | null {
  const { goal, exitWhen } = plan;
  const isReached = goal && walker.happens.has(goal.fact) && at > from;
  if (isReached && at <= addMs(from, goal.withinMinutes * MINUTE_MS)) return 'goal';
  return exitWhen && walker.holds(exitWhen, at) ? 'exited' : null;
}

interface Done {
  steps: Step[];
  at: Instant;
}

function doneAt(node: ActNode, { quiet }: Walker, dueAt: Instant): Done {
  const step = (at: Instant, what: string, act: ActNode | null = node): Step => ({
    at,
    node: node.id,
    what,
    act,
  });
  if (node.do !== 'message') return { steps: [step(dueAt, node.do)], at: dueAt };
  const held = heldBy({ ...ROOM, dueAt, node, quiet }, dueAt);
  if (held.act === 'hold')
    return {
      steps: [step(dueAt, `held_${held.why}`, null), step(held.until, node.do)],
      at: held.until,
    };
  return { steps: [step(dueAt, node.do)], at: dueAt };
}
