import type { Instant } from '../../../contracts/primitives/time';
import { marksOf } from '../../kit/identity/tag-marks';
import type { DocumentOf } from '../../kit/store/schema';
import { Duplicate } from '../../kit/store/store-error';
import type { Store } from '../../kit/store/store';
import { tagIdOf } from './save-tag';

type Features = DocumentOf<'features'>;

/** Writes down tags that nobody had before, whoever gives them: the list of tags needs no word from each of the five ways. */
export async function keepTagNames(
  store: Store,
  people: readonly Pick<Features, '_id' | 'of'>[],
  now: Instant,
): Promise<void> {
  const wearers = new Map(people.flatMap(({ _id, of }) => of?.tags.map((tag) => [tag, _id] as const) ?? []));
  if (wearers.size === 0) return;
  const known = new Set((await store.tags.getMany([...wearers.keys()].map(tagIdOf))).map(({ _id }) => _id));
  for (const [name, memberId] of wearers) {
    if (known.has(tagIdOf(name))) continue;
    const member = await store.members.get(memberId);
    const mark = member && marksOf(member).find(({ tag }) => tag === name);
    const tag = { _id: tagIdOf(name), name, first: mark?.how ?? ('hand' as const) };
    try {
      await store.tags.insert({ ...tag, follows: null, versions: 0, dueAt: null, savedAt: now });
    } catch (error) {
      if (!(error instanceof Duplicate)) throw error;
    }
  }
}
