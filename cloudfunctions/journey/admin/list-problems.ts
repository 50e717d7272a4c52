import type { JourneyPlan } from '../../../contracts/journey/journey-graph';
import { segmentsIn } from '../../audience/rules/judge';
import { loadDefinitions } from '../../audience/segments/load-definitions';
import type { ReadStore } from '../../kit/store/store';
import { graphProblems, type GraphProblem } from '../rules/graph-problems';

type Reading = Pick<ReadStore, 'segments' | 'couponPacks'>;

/** What is wrong with a plan, also with what it names: packs that are not published, segments that are gone. */
export async function listProblems(store: Reading, plan: JourneyPlan): Promise<GraphProblem[]> {
  const found = graphProblems(plan);
  const packs = plan.nodes.flatMap((node) => (node.do === 'coupon' ? [node] : []));
  const [{ ruleOf }, known] = await Promise.all([
    loadDefinitions(store),
    store.couponPacks.getMany([...new Set(packs.map(({ packId }) => packId))]),
  ]);
  const published = new Set(known.filter(({ status }) => status === 'published').map(({ _id }) => _id));
  const rules = [
    ...[plan.filter, plan.exitWhen].flatMap((rule) => (rule ? [{ node: null, rule }] : [])),
    ...plan.nodes.flatMap((node) => (node.do === 'if' ? [{ node: node.id, rule: node.rule }] : [])),
  ];
  const named = [
    ...rules.flatMap(({ node, rule }) => [...segmentsIn(rule, ruleOf)].map((id) => ({ node, id }))),
    ...('segmentId' in plan.trigger ? [{ node: null, id: plan.trigger.segmentId }] : []),
  ];
  return [
    ...found,
    ...packs.flatMap(({ id, packId }): GraphProblem[] =>
      published.has(packId) ? [] : [{ node: id, severity: 'stops', text: '这个券包没有发布' }],
    ),
    ...named.flatMap(({ node, id }): GraphProblem[] =>
      ruleOf(id) ? [] : [{ node, severity: 'stops', text: '用到的人群已经不在了' }],
    ),
  ];
}
