import type { MemberId } from '../../../contracts/primitives/ids';
import { allPages } from '../../kit/store/query/all-pages';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';

type Person = DocumentOf<'figurePeople'>;
export type Forest = Map<MemberId, Person>;

const PAGE = 500;

/** These members, of whom they are a part, and whoever is a part of the same: as far as figures know of them. */
export async function loadForest(
  store: Pick<ReadStore, 'figurePeople'>,
  members: readonly MemberId[],
): Promise<Forest> {
  const forest: Forest = new Map();
  await climb(store, forest, members);
  await descend(store, forest);
  return forest;
}

async function climb(
  store: Pick<ReadStore, 'figurePeople'>,
  forest: Forest,
  members: readonly MemberId[],
): Promise<void> {
  let asked = members;
  while (asked.length > 0) {
    const people = await store.figurePeople.getMany(asked);
    for (const person of people) forest.set(person._id, person);
    asked = [...new Set(people.flatMap(({ into }) => into ?? []))].filter((id) => !forest.has(id));
  }
}

async function descend(store: Pick<ReadStore, 'figurePeople'>, forest: Forest): Promise<void> {
  let asked = [...forest.keys()];
  while (asked.length > 0) {
    const above = asked;
    const people = await allPages((cursor) =>
      store.figurePeople.find({
        where: { into: oneOf<MemberId | null>(above) },
        orderBy: '_id',
        limit: PAGE,
        cursor,
      }),
    );
    const found = people.filter(({ _id }) => !forest.has(_id));
    for (const person of found) forest.set(person._id, person);
    asked = found.map(({ _id }) => _id);
  }
}
