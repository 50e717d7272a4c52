import {
  nextOf,
  type JourneyNode,
  type JourneyPlan,
  type NodeText,
} from '../../../contracts/journey/journey-graph';
import { lintPush } from '../../message/push/rules/push-lint';
import { longest, unknownVariables } from './texts';

/** `stops`: it cannot be published so. */
export interface GraphProblem {
  node: string | null;
  severity: 'stops' | 'warns';
  text: string;
}

/** What a field of WeChat's templates shows (platform-facts, section 1), and a message in the inbox. */
const TITLE = 20;
const TEMPLATE_BODY = 20;
const INBOX_BODY = 200;

const stops = (node: string | null, text: string): GraphProblem => ({ node, severity: 'stops', text });
const warns = (node: string | null, text: string): GraphProblem => ({ node, severity: 'warns', text });

/** Everything wrong with a journey before anybody enters it; what it names elsewhere is asked by who has the database. */
export function graphProblems(plan: JourneyPlan): GraphProblem[] {
  const named = new Map(plan.nodes.map((node) => [node.id, node]));
  const twice = plan.nodes.filter(({ id }, at) => plan.nodes.findIndex((one) => one.id === id) !== at);
  const lost = plan.nodes.flatMap((node) =>
    nextOf(node).flatMap((id) =>
      id === null || named.has(id) ? [] : [stops(node.id, `连到了不存在的步骤“${id}”`)],
    ),
  );
  const begins = named.has(plan.start) ? [] : [stops(null, '没有第一步')];
  const broken = [...twice.map(({ id }) => stops(id, '有两个步骤同名')), ...lost, ...begins];
  if (broken.length > 0) return broken;
  return [
    ...unreachable(plan, named).map((id) => warns(id, '走不到这一步')),
    ...plan.nodes.flatMap((node) =>
      runsRound(node.id, named) ? [stops(node.id, '循环里没有等待，会一直重复')] : [],
    ),
    ...plan.nodes.flatMap(nodeProblems),
    ...(plan.nodes.some(({ do: does }) => !['wait', 'if', 'split', 'end'].includes(does))
      ? []
      : [warns(null, '还没有任何动作：不发消息，也不送东西')]),
  ];
}

type Named = ReadonlyMap<string, JourneyNode>;

const following = (id: string, named: Named): string[] => {
  const node = named.get(id);
  return node ? nextOf(node).filter((one) => one !== null) : [];
};

function reached(from: readonly string[], step: (id: string) => readonly string[]): Set<string> {
  const seen = new Set<string>();
  const ahead = [...from];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    ahead.push(...step(id));
  }
  return seen;
}

function unreachable({ start, nodes }: JourneyPlan, named: Named): string[] {
  const seen = reached([start], (id) => following(id, named));
  return nodes.flatMap(({ id }) => (seen.has(id) ? [] : [id]));
}

/** Whether a way leads back to it on which nothing takes time. */
function runsRound(id: string, named: Named): boolean {
  const atOnce = (one: string): string[] => {
    const node = named.get(one);
    return node ? nextAtOnce(node) : [];
  };
  return reached(atOnce(id), atOnce).has(id);
}

/** A time of day may be now, and so may a day. */
function nextAtOnce(node: JourneyNode): string[] {
  const all = nextOf(node).filter((one) => one !== null);
  if (node.do !== 'wait') return all;
  return node.until.kind === 'for' || node.until.kind === 'fact' ? [] : all;
}

function nodeProblems(node: JourneyNode): GraphProblem[] {
  if (node.do === 'split' && node.arms.reduce((sum, { percent }) => sum + percent, 0) !== 100)
    return [stops(node.id, '各分支的比例加起来要是 100%')];
  if (node.do !== 'message') return [];
  const texts = [
    { channel: null, text: node.fallback },
    ...node.texts.map(({ channel, text }) => ({ channel, text })),
  ];
  return texts.flatMap(({ channel, text }) => textProblems(node.id, text, channel));
}

function textProblems(
  id: string,
  { title, body }: NodeText,
  channel: 'wechat' | 'inbox' | null,
): GraphProblem[] {
  const unknown = [...new Set([...unknownVariables(title), ...unknownVariables(body)])];
  const [ofTitle, ofBody] = [longest(title), longest(body)];
  return [
    ...unknown.map((name) => stops(id, `不认识的变量“{${name}}”`)),
    ...(ofTitle > TITLE ? [stops(id, `标题最长会有 ${ofTitle} 个字，最多 ${TITLE} 个字`)] : []),
    ...(channel === 'wechat' && ofBody > TEMPLATE_BODY
      ? [stops(id, `微信通知的正文最长会有 ${ofBody} 个字，最多 ${TEMPLATE_BODY} 个字`)]
      : []),
    ...(channel === null && ofBody > TEMPLATE_BODY && ofBody <= INBOX_BODY
      ? [warns(id, `微信通知里只显示正文的前 ${TEMPLATE_BODY} 个字，可以给微信通知另写一段`)]
      : []),
    ...(ofBody > INBOX_BODY ? [stops(id, `正文最长会有 ${ofBody} 个字，最多 ${INBOX_BODY} 个字`)] : []),
    ...lintPush({ title, body }).map((finding) =>
      finding.severity === 'forbidden' ? stops(id, finding.text) : warns(id, finding.text),
    ),
  ];
}
