import type { MemberId } from '../../../contracts/primitives/ids';
import { inParallel } from '../../kit/instance/in-parallel';
import { allPages } from '../../kit/store/query/all-pages';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { countedKinds } from '../rows/told-person';
import { positionOf } from './position';

/** How many people are read side by side. */
const AT_ONCE = 10;
const PAGE = 900;

/** Whatever is counted of each person, of all that are part of them. */
export async function loadTold(
  store: Pick<ReadStore, 'facts'>,
  parts: ReadonlyMap<MemberId, readonly MemberId[]>,
): Promise<Map<MemberId, DocumentOf<'facts'>[]>> {
  const told = new Map<MemberId, DocumentOf<'facts'>[]>();
  await inParallel([...parts], AT_ONCE, async ([root, members]) => {
    const facts = await allPages((cursor) =>
      store.facts.find({
        where: { memberId: oneOf(members), kind: oneOf(countedKinds) },
        orderBy: 'at',
        limit: PAGE,
        cursor,
        unreadable: 'refuse',
      }),
    );
    told.set(root, facts);
  });
  return told;
}

/** What was told up to a position, it included. */
export const toldUntil = (facts: readonly DocumentOf<'facts'>[], position: string): DocumentOf<'facts'>[] =>
  facts.filter((fact) => positionOf(fact) <= position);
