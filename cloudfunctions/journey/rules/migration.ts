import type { JourneyPlan } from '../../../contracts/journey/journey-graph';
import type { Position } from './advance';

/** What becomes of the runs under way when another version is published. */
export type Running = 'finish' | { mapping: Readonly<Record<string, string>> };

export interface Published {
  version: number;
  plan: JourneyPlan;
  running: Running;
}

export type Moved = { version: number; position: Position } | { nowhere: true };

/**
 * Where a run goes on that began with an earlier version: on that version, or at the node of the new one its node is mapped to, or which bears the same name. A
 * wait keeps its moment. One whose node leads nowhere ends.
 * @param later versions after the run's own, the earliest first
 */
export function movedTo(own: number, position: Position, later: readonly Published[]): Moved {
  let moved = { version: own, position };
  for (const { version, plan, running } of later) {
    if (running === 'finish') break;
    const { node } = moved.position;
    const named = node === null ? null : (running.mapping[node] ?? node);
    const target = plan.nodes.find(({ id }) => id === named);
    if (node !== null && !target) return { nowhere: true };
    const isWait = target?.do === 'wait';
    moved = {
      version,
      position: {
        node: named,
        visits: { ...moved.position.visits, ...(named === null ? {} : { [named]: 1 }) },
        waiting: isWait ? moved.position.waiting : null,
      },
    };
  }
  return moved;
}
