import type { CardNumber } from '../../../../contracts/primitives/codes/card-number';
import type { MemberId } from '../../../../contracts/primitives/ids';
import type { Instant } from '../../../../contracts/primitives/time';
import { identityEntry } from '../../../kit/person/identity-entry';
import { allPages } from '../../../kit/store/query/all-pages';
import { oneOf } from '../../../kit/store/query/condition';
import { cardKey } from '../../../kit/store/query/document-ids';
import type { DocumentOf } from '../../../kit/store/schema';
import type { ReadStore, TransactionStore } from '../../../kit/store/store';

type Member = DocumentOf<'members'>;
type Merge = DocumentOf<'merges'>;

export interface Replacing {
  lost: CardNumber;
  number: CardNumber;
  /** Whose it was of who became a part of them. */
  partId: MemberId;
  mergeIds: Merge['_id'][];
}

/** Who of somebody's parts has this number, and which merges say it; null: nobody has. */
export async function planReplacing(
  store: ReadStore,
  { _id, absorbed }: Member,
  lostEnd: string,
  number: CardNumber,
): Promise<Replacing | null> {
  const part = (await store.members.getMany(absorbed)).find(({ card }) => card.number.endsWith(lostEnd));
  if (!part) return null;
  const lost = part.card.number;
  const merges = await allPages((cursor) =>
    store.merges.find({
      where: { keptId: oneOf([_id, ...absorbed]) },
      orderBy: '_id',
      limit: 100,
      cursor,
      unreadable: 'refuse',
    }),
  );
  const saying = merges.filter(
    ({ before, after, identities }) =>
      [before.kept, before.absorbed, after].some(({ card }) => card.number === lost) ||
      identities.includes(cardKey(lost)),
  );
  return { lost, number, partId: part._id, mergeIds: saying.map((merge) => merge._id) };
}

/**
 * A number that came with somebody who became a part of another leads to nobody from now on. Another one stands in its place, in the
 * journal of the merges, too: whoever is taken apart again has it, as if it had always been theirs.
 */
export async function replacePartCard(
  transaction: TransactionStore,
  memberId: MemberId,
  { lost, number, partId, mergeIds }: Replacing,
  now: Instant,
): Promise<void> {
  await transaction.identities.remove(cardKey(lost));
  await transaction.identities.insert(identityEntry(cardKey(number), memberId, now));
  const part = await transaction.members.get(partId);
  if (part?.card.number === lost)
    await transaction.members.update(partId, { card: { ...part.card, number } });
  for (const id of mergeIds) {
    const merge = await transaction.merges.get(id);
    if (merge) await transaction.merges.update(id, renamedIn(merge, lost, number));
  }
}

function renamedIn(
  { before, after, identities }: Merge,
  lost: CardNumber,
  number: CardNumber,
): Pick<Merge, 'before' | 'after' | 'identities'> {
  const renamed = <Fields extends Merge['after']>(fields: Fields): Fields =>
    fields.card.number === lost ? { ...fields, card: { ...fields.card, number } } : fields;
  return {
    before: { kept: renamed(before.kept), absorbed: renamed(before.absorbed) },
    after: renamed(after),
    identities: identities.map((key) => (key === cardKey(lost) ? cardKey(number) : key)),
  };
}
