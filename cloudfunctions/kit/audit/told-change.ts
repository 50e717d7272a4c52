import { leavesOf, type Leaf } from '../config/setting-leaves';

type Told = Record<string, Leaf>;

/** Says who wrote it and when, as the entry itself does. */
const KEPT_ELSEWHERE = ['_id', 'savedBy', 'publishedBy', 'publishedAt', 'updatedAt'];
/** A form of a hundred fields is told by its first ones; its versions keep all. */
const MOST = 60;

/** What of a form differs, value by value, before and after; of a new one all that it says. */
export function toldChange(before: object | null, after: object): { before: Told | null; after: Told } {
  const [was, is] = [before === null ? {} : leavesOf(before), leavesOf(after)];
  const changed = [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((path) => !KEPT_ELSEWHERE.includes(path) && (was[path] ?? null) !== (is[path] ?? null))
    .slice(0, MOST);
  const only = (values: Told): Told =>
    Object.fromEntries(changed.map((path) => [path, values[path] ?? null]));
  return { before: before && only(was), after: only(is) };
}
