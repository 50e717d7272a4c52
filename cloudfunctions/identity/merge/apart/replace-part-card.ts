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
  /** Whose it was: of who became a part of them, or of who was kept, whose own is not shown. */
  partId: MemberId;
  mergeIds: Merge['_id'][];
}

/** Whose of those who are one this number is, beside the one that is shown, and which merges say it; null: nobody's. */
export async function planReplacing(
  store: ReadStore,
  { _id, absorbed, card }: Member,
  lostEnd: string,
  number: CardNumber,
): Promise<Replacing | null> {
  const parts = await store.members.getMany(absorbed);
  const merges = await allPages((cursor) =>
    store.merges.find({
      where: { keptId: oneOf([_id, ...absorbed]) },
      orderBy: '_id',
      limit: 100,
      cursor,
      unreadable: 'refuse',
    }),
  );
  const owns = [
    ...parts.map((part) => ({ partId: part._id, card: part.card })),
    // The card of who was absorbed may be the one that is shown since: the kept one's own stands in the journal alone.
    ...merges.map(({ keptId, before }) => ({ partId: keptId, card: before.kept.card })),
  ];
  const own = owns.find(({ card: { number: other } }) => other !== card.number && other.endsWith(lostEnd));
  if (!own || (await store.identities.get(cardKey(own.card.number)))?.memberId !== _id) return null;
  const lost = own.card.number;
  const saying = merges.filter(
    ({ before, after, identities }) =>
      [before.kept, before.absorbed, after].some(({ card }) => card.number === lost) ||
      identities.includes(cardKey(lost)),
  );
  return { lost, number, partId: own.partId, mergeIds: saying.map((merge) => merge._id) };
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
