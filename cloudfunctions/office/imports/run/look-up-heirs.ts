import type { ImportStatus } from '../../../../contracts/office/kept-values';
import type { MemberId } from '../../../../contracts/primitives/ids';
import { allPages } from '../../../kit/store/query/all-pages';
import { holdingOneOf } from '../../../kit/store/query/condition';
import type { Working } from './look-up-lines';
import type { Import } from './mark-lines';

/** A line about somebody in another list. */
export interface Heir {
  sliceId: string;
  line: number;
  /** What the list is called. */
  name: string;
}
/** Of each, in the order in which the lists were applied. */
export type Heirs = ReadonlyMap<MemberId, readonly Heir[]>;

const PAGE = 50;
/** One that waits to be taken back is done after this one. */
const STANDING: readonly ImportStatus[] = ['applied', 'applying', 'undoing'];

/** Who of them stands in a list that was applied after this one and not taken back. While one list is applied or taken back no other is. */
export async function lookUpHeirs(
  { store, current }: Pick<Working, 'store'> & { current: Import },
  ids: readonly MemberId[],
): Promise<Heirs> {
  const heirs = new Map<MemberId, Heir[]>();
  if (ids.length === 0) return heirs;
  const slices = await allPages((cursor) =>
    store.memberImportSlices.find({
      where: { memberIds: holdingOneOf(ids) },
      orderBy: '_id',
      limit: PAGE,
      cursor,
    }),
  );
  const others = slices.filter(({ importId }) => importId !== current._id);
  const lists = await store.memberImports.getMany([...new Set(others.map(({ importId }) => importId))]);
  const standing = lists.filter(({ status }) => STANDING.includes(status));
  const later = standing
    .filter((list) => isAfter(list, current))
    .sort((one, two) => (isAfter(one, two) ? 1 : -1));
  for (const { _id, name } of later)
    for (const slice of others.filter(({ importId }) => importId === _id))
      for (const { memberId, line, outcome } of slice.lines)
        if (memberId !== null && ids.includes(memberId) && (outcome === 'made' || outcome === 'planned'))
          heirs.set(memberId, [...(heirs.get(memberId) ?? []), { sliceId: slice._id, line, name }]);
  return heirs;
}

type Applied = Pick<Import, '_id' | 'undoUntil'>;
const timeOf = ({ undoUntil }: Applied): number => undoUntil ?? 0;

const isAfter = (one: Applied, other: Applied): boolean =>
  timeOf(one) === timeOf(other) ? one._id > other._id : timeOf(one) > timeOf(other);
