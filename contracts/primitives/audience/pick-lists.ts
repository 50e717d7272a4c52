import { sourceWords } from '../words/source-words';
import type { PickList } from './condition-kinds';

export interface PickOption {
  id: string;
  name: string;
}
export type PickLists = Readonly<Record<PickList, readonly PickOption[]>>;

interface Choices {
  /** The lowest first. */
  tiers: readonly { id: number; name: string }[];
  stores: readonly PickOption[];
  /** Of the stores. */
  cities: readonly string[];
  leaders: readonly PickOption[];
  categories: readonly string[];
}

/** What conditions choose from, in this merchant’s own words. Goods without a category are one, too. */
export const pickListsOf = ({ tiers, stores, cities, leaders, categories }: Choices): PickLists => ({
  tiers: tiers.map(({ id, name }) => ({ id: String(id), name })),
  stores,
  cities: cities.map((name) => ({ id: name, name })),
  leaders,
  sources: Object.entries(sourceWords).map(([id, name]) => ({ id, name })),
  months: Array.from({ length: 12 }, (_, n) => ({ id: String(n + 1), name: `${n + 1} 月` })),
  categories: [...categories.map((name) => ({ id: name, name })), { id: '', name: '未分类商品' }],
});

/** With the chosen ones that are in no list any more, so that they can be seen and taken off. */
export const withChosen = (list: readonly PickOption[], chosen: readonly string[]): readonly PickOption[] => [
  ...list,
  ...chosen.filter((id) => !list.some((one) => one.id === id)).map((id) => ({ id, name: '已经没有的一项' })),
];
