import type { NodeOf, NodeText } from '../../../contracts/journey/journey-graph';

/** What a text may say of whom it is for, and how long that gets. */
export const variables: Readonly<Record<string, number>> = { 昵称: 10, 等级: 8, 积分: 9, 门店: 12 };
export type Values = Readonly<Record<string, string>>;

/** Whom a text is for; what is not known of them is said in general. */
interface Addressed {
  nickname: string | null;
  tier: string | null;
  points: number;
  store: string | null;
}

export const valuesOf = ({ nickname, tier, points, store }: Addressed): Values => ({
  昵称: nickname ?? '会员',
  等级: tier ?? '会员',
  积分: String(points),
  门店: store ?? '门店',
});

const NAMED = /\{([^{}]*)\}/gu;

export const unknownVariables = (text: string): string[] =>
  [...text.matchAll(NAMED)].flatMap(([, name]) =>
    name !== undefined && Object.hasOwn(variables, name) ? [] : [name ?? ''],
  );

/** How many characters it may come to with the longest values. */
export const longest = (text: string): number =>
  Array.from(text.replace(NAMED, (_whole, name: string) => '字'.repeat(variables[name] ?? 0))).length;

/** What is longer than it was counted with is cut. */
export const filled = (text: string, values: Values): string =>
  text.replace(NAMED, (_whole, name: string) =>
    Array.from(values[name] ?? '')
      .slice(0, variables[name] ?? 0)
      .join(''),
  );

type MessageNode = NodeOf<'message'>;
type Channel = 'wechat' | 'inbox';

/** The text meant for them most closely: of their store and this channel, of their store, of this channel, and at last the one for everybody. */
export function textFor(node: MessageNode, storeId: string | null, channel: Channel): NodeText {
  const closeness = (one: MessageNode['texts'][number]): number =>
    (one.storeId !== null ? 2 : 0) + (one.channel !== null ? 1 : 0);
  const [best] = node.texts
    .filter((one) => one.storeId === null || one.storeId === storeId)
    .filter((one) => one.channel === null || one.channel === channel)
    .sort((a, b) => closeness(b) - closeness(a));
  return best?.text ?? node.fallback;
}
