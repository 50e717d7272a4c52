import type { MemberId } from '../../contracts/primitives/ids';
import type { Page } from '../kit/store/page';
import type { DocumentOf } from '../kit/store/schema';
import type { ReadStore } from '../kit/store/store';

const PAGE = 200;

/** Every page of a list that belongs to one person: long for one, short for a machine. */
export async function allPages<Document>(
  readPage: (cursor: string | null) => Promise<Page<Document>>,
): Promise<Document[]> {
  const all: Document[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Document> = await readPage(cursor);
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}

/** The identifiers that lead to a member. */
export const listIdentities = (
  store: Pick<ReadStore, 'identities'>,
  memberId: MemberId,
): Promise<DocumentOf<'identities'>[]> =>
  allPages((cursor) => store.identities.find({ where: { memberId }, orderBy: '_id', limit: PAGE, cursor }));

export async function openIdKeysOf(
  store: Pick<ReadStore, 'identities'>,
  memberId: MemberId,
): Promise<string[]> {
  const identities = await listIdentities(store, memberId);
  return identities.filter(({ kind }) => kind === 'openid').map(({ _id }) => _id);
}

/** The coupons a newcomer got for joining or for the first payment. */
export async function listGifts(
  store: Pick<ReadStore, 'coupons'>,
  memberId: MemberId,
): Promise<DocumentOf<'coupons'>[]> {
  const coupons = await allPages((cursor) =>
    store.coupons.find({ where: { memberId }, orderBy: '_id', limit: PAGE, cursor }),
  );
  return coupons.filter(({ _id }) => /-(join|first_payment)-\d+$/.test(_id));
}
