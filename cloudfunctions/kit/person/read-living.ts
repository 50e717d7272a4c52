import type { MemberId } from '../../../contracts/primitives/ids';
import type { DocumentOf } from '../store/schema';
import type { ReadStore } from '../store/store';

type Member = DocumentOf<'members'>;

/** Longer chains of merges are not followed: a merge leads its tombstones to who is kept. */
export const MOST_REDIRECTS = 8;

/**
 * Who members are by now: by each id the member it leads to, one object for each. Ids that lead to nobody any more are left out. A call
 * for each step of the longest chain of merges, and for a hundred members no more than for one.
 */
export async function readLiving(
  store: Pick<ReadStore, 'members'>,
  ids: readonly MemberId[],
): Promise<Map<MemberId, Member>> {
  const known = new Map<MemberId, Member>();
  let wanted = [...new Set(ids)];
  for (let step = 0; wanted.length > 0 && step < MOST_REDIRECTS; step += 1) {
    for (const member of await store.members.getMany(wanted)) known.set(member._id, member);
    wanted = [...known.values()].flatMap(({ mergedInto }) =>
      mergedInto !== null && !known.has(mergedInto) ? [mergedInto] : [],
    );
  }
  const lead = (id: MemberId, steps = 0): Member | undefined => {
    const member = known.get(id);
    return !member?.mergedInto || steps === MOST_REDIRECTS ? member : lead(member.mergedInto, steps + 1);
  };
  return new Map(
    ids.flatMap((id) => {
      const member = lead(id);
      return member && member.mergedInto === null ? [[id, member] as const] : [];
    }),
  );
}
