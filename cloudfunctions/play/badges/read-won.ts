import type { MemberId } from '../../../contracts/primitives/ids';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';

/** More than the levels of all badges there can be, for some who became one. */
const MOST = 200;

/** What a person won, whoever they were then, the latest first. */
export async function readWon(
  store: Pick<ReadStore, 'badgesWon'>,
  { _id, absorbed }: { _id: MemberId; absorbed: readonly MemberId[] },
): Promise<DocumentOf<'badgesWon'>[]> {
  const { items } = await store.badgesWon.find({
    where: { memberId: oneOf([_id, ...absorbed]) },
    orderBy: 'at',
    direction: 'desc',
    limit: MOST,
  });
  return items;
}
