import { fnv1a } from '../../../contracts/primitives/codes/fnv1a';
import type { JourneyPlan, NodeOf } from '../../../contracts/journey/journey-graph';

type Split = NodeOf<'split'>;
/** A way for each split, by its place in the list. */
type Ways = Readonly<Record<string, number>>;

/** By who entered and what, whatever made them: the same in every repeat and every later run. @param key `<journey>:<member>`, with or without the cause */
export function wayOf({ id, arms }: Split, key: string): number {
  const [journey = '', member = ''] = key.split(':');
  const at = fnv1a(`${fnv1a(`${id}${journey}:${member}`)}`) % 100;
  let until = 0;
  return Math.max(
    0,
    arms.findIndex(({ percent }) => {
      until += percent;
      return at < until;
    }),
  );
}

interface Known {
  /** What experiments decided for everybody. */
  winners: Ways;
  /** What they are dealt by one that runs. */
  dealt: Ways;
  /** How they went before. */
  before: Ways;
}

/** Which way somebody goes at each split who enters now: it stands for the whole run, whatever the shares are meanwhile. */
export function waysOf(
  { nodes }: Pick<JourneyPlan, 'nodes'>,
  key: string,
  known: Known,
): Record<string, number> {
  const ways: Record<string, number> = {};
  for (const node of nodes) {
    if (node.do !== 'split') continue;
    const decided = [known.winners, known.dealt, known.before]
      .map((all) => all[node.id])
      .find((way) => way !== undefined && way < node.arms.length);
    ways[node.id] = decided ?? wayOf(node, key);
  }
  return ways;
}
