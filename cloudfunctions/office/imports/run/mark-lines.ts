import type { DocumentOf } from '../../../kit/store/schema';

export type Import = DocumentOf<'memberImports'>;
export type Slice = DocumentOf<'memberImportSlices'>;
export type SliceLine = Slice['lines'][number];

/** Lines of one slice: written together, so that what was done and that it was done are never apart. */
export const SLICE_LINES = 10;
/** Lines that are looked up together. */
export const BATCH_LINES = 200;

/** `-1`: before the first one. In the order of the file. */
export const sliceIdOf = ({ _id, checks }: Pick<Import, '_id' | 'checks'>, slice: number): string =>
  `${_id}:${String(checks).padStart(4, '0')}:${slice < 0 ? '' : String(slice).padStart(5, '0')}`;

/** Lines with what they are found by. */
export const markLines = (lines: SliceLine[]): Pick<Slice, 'lines' | 'marks' | 'memberIds'> => ({
  lines,
  marks: [...new Set(lines.flatMap(({ verdict, outcome }) => [verdict, outcome]))],
  memberIds: [...new Set(lines.map(({ memberId }) => memberId).filter((id) => id !== null))],
});

/** In groups of so many, in their order. */
export function inGroups<Item>(items: readonly Item[], size: number): Item[][] {
  const groups: Item[][] = [];
  for (let from = 0; from < items.length; from += size) groups.push(items.slice(from, from + size));
  return groups;
}
