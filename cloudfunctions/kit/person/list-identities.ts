import type { MemberId } from '../../../contracts/primitives/ids';
import { allPages } from '../store/query/all-pages';
import type { DocumentOf } from '../store/schema';
import type { ReadStore } from '../store/store';

const PAGE = 200;

/** The identifiers that lead to a member. */
export const listIdentities = (
  store: Pick<ReadStore, 'identities'>,
  memberId: MemberId,
): Promise<DocumentOf<'identities'>[]> =>
  allPages((cursor) =>
    store.identities.find({ where: { memberId }, orderBy: '_id', limit: PAGE, cursor, unreadable: 'refuse' }),
  );

export async function openIdKeysOf(
  store: Pick<ReadStore, 'identities'>,
  memberId: MemberId,
): Promise<string[]> {
  const identities = await listIdentities(store, memberId);
  return identities.filter(({ kind }) => kind === 'openid').map(({ _id }) => _id);
}
