import { allPages } from '../../cloudfunctions/kit/store/query/all-pages';
import { moreThan, oneOf, within } from '../../cloudfunctions/kit/store/query/condition';
import { unionIdKey } from '../../cloudfunctions/kit/store/query/document-ids';
import type { Store } from '../../cloudfunctions/kit/store/store';
import { isMemberId, type MemberId } from '../../contracts/primitives/ids';
import type { Book } from './compare-books';
import type { Owners } from './compare-owners';

const PAGE = 500;
const AT_ONCE = 900;
/** The character after the colon: where documents of another kind begin. */
const startingWith = (name: string) => within(`${name}:`, `${name};`);

/** What hangs on orders, and who everybody is that it names. */
export async function readOwners(store: Store, { orders }: Pick<Book, 'orders'>): Promise<Owners> {
  const firsts = await allPages((cursor) =>
    store.firstPayments.find({
      where: { _id: startingWith('firstpay') },
      orderBy: '_id',
      limit: PAGE,
      cursor,
    }),
  );
  const referrals = await allPages((cursor) =>
    store.referrals.find({ where: { _id: moreThan('') }, orderBy: '_id', limit: PAGE, cursor }),
  );
  const rewards = await allPages((cursor) =>
    store.inviteRewards.find({
      where: { _id: startingWith('first_order') },
      orderBy: '_id',
      limit: PAGE,
      cursor,
    }),
  );
  const awards = await allPages((cursor) =>
    store.leaderAwards.find({
      where: { _id: startingWith('first_order') },
      orderBy: '_id',
      limit: PAGE,
      cursor,
    }),
  );
  const merges = await allPages((cursor) =>
    store.merges.find({
      where: { status: oneOf(['running', 'undoing']) },
      orderBy: '_id',
      limit: PAGE,
      cursor,
    }),
  );
  const marked = firsts.map(({ _id }) => _id.slice('firstpay:'.length));
  const keys = [...marked, ...orders.flatMap(({ payer }) => keysOf(payer))];
  const identities = await inSlices(keys, (slice) => store.identities.getMany(slice));
  const members = await readMembers(store, [
    ...marked,
    ...identities.map(({ memberId }) => memberId),
    ...orders.map(({ payer }) => payer?.memberId ?? ''),
    ...referrals.map(({ inviteeId }) => inviteeId),
    ...awards.map(({ memberId }) => memberId ?? ''),
  ]);
  return { firsts, referrals, rewards, awards, merges, identities, members };
}

const keysOf = (payer: Book['orders'][number]['payer']): string[] =>
  payer ? [payer.key, ...(payer.unionId === null ? [] : [unionIdKey(payer.unionId)])] : [];

/** Those with these ids, and whoever they have become. */
async function readMembers(store: Store, ids: readonly string[]): Promise<Owners['members']> {
  const found = new Map<string, Owners['members'][number]>();
  for (let next: readonly string[] = ids; next.length > 0;) {
    const asked = next.filter((id): id is MemberId => isMemberId(id) && !found.has(id));
    const read = await inSlices(asked, (slice) => store.members.getMany(slice));
    for (const member of read) found.set(member._id, member);
    next = read.flatMap(({ mergedInto }) => mergedInto ?? []);
  }
  return [...found.values()];
}

async function inSlices<Id extends string, Found>(
  ids: readonly Id[],
  read: (slice: Id[]) => Promise<Found[]>,
): Promise<Found[]> {
  const [distinct, found] = [[...new Set(ids)], [] as Found[]];
  for (let from = 0; from < distinct.length; from += AT_ONCE)
    found.push(...(await read(distinct.slice(from, from + AT_ONCE))));
  return found;
}
