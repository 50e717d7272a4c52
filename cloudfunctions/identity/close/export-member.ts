import { oneOf } from '../../kit/store/query/condition';
import { decodeCursor, encodeCursor } from '../../kit/store/query/page';
import type { ReadCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import { ownedCollections } from '../merge/list-owned';
import { ownersOf, type OwnedDocument } from '../../kit/ownership/owned';
import { listIdentities, openIdKeysOf } from '../../kit/person/list-identities';

/** Far below the 6 MB a function may answer, whatever a document weighs. */
const PAGE = 200;

interface Part {
  about: string;
  collection: string;
  items: unknown[];
}

/**
 * Everything held about the member (PIPL: access and copy). The first part is the member and the identity map, then one
 * page of one collection at a time, in the order of the registry; the cursor says which.
 */
export async function exportMember(
  call: ReadCall<'member'>,
  { cursor }: { cursor: string | null },
): Promise<{ parts: Part[]; nextCursor: string | null; now: ReadCall['now'] }> {
  const { now } = call;
  const exported = ownedCollections.filter((owned) => owned.exported !== null);
  if (cursor === null) return { parts: await aboutMember(call), nextCursor: positionOf(0, null), now };
  const { value, id } = decodeCursor(cursor);
  const at = Number(value);
  const owned = exported[at];
  if (!owned) return { parts: [], nextCursor: null, now };
  const openIds = await openIdKeysOf(call.store, call.member._id);
  const page = await owned.read(call.store).find({
    where: {
      [owned.field]: oneOf([
        ...ownersOf(owned, call.member._id, openIds),
        // Ledger entries stay with the member they were written for.
        ...(owned.by === 'openid' ? [] : call.member.absorbed),
      ]),
    },
    orderBy: '_id',
    limit: PAGE,
    cursor: id === '' ? null : id,
  });
  const items = page.items.map((document: OwnedDocument) => owned.exported?.(document));
  const parts = items.length > 0 ? [{ about: owned.noun, collection: owned.collection, items }] : [];
  const next = page.nextCursor !== null ? positionOf(at, page.nextCursor) : positionOf(at + 1, null);
  return { parts, nextCursor: at + 1 >= exported.length && page.nextCursor === null ? null : next, now };
}

const positionOf = (at: number, inside: string | null): string =>
  encodeCursor({ value: at, id: inside ?? '' });

async function aboutMember({ store, member }: ReadCall<'member'>): Promise<Part[]> {
  const {
    _id,
    nickname,
    profile: told,
    phone,
    card,
    attribution,
    joinedAt,
    closesAt,
    numbers,
    charters,
  } = member;
  const [identities, leader] = await Promise.all([
    listIdentities(store, _id),
    attribution && store.leaders.get(attribution.leaderId),
  ]);
  // Whom the member joined through, by name: a leader’s ids are the leader’s.
  const joinedThrough = attribution && { leaderName: leader?.name ?? null, at: attribution.at };
  const profile = {
    _id,
    nickname,
    gender: told.gender,
    birthday: told.birthday,
    phone: phone?.masked ?? null,
    card,
    joinedThrough,
    joinedAt,
    closesAt,
    charters,
    verifiedNumbers: numbers.length,
  };
  return [
    { about: '会员资料', collection: 'members', items: [profile] },
    { about: '身份标识', collection: 'identities', items: identities.map(viewIdentity) },
  ];
}

/** A phone number is found by a keyed hash, which says nothing to anybody; the number itself is in the profile, masked. */
const viewIdentity = ({ _id, kind, linkedAt, verifiedAt }: DocumentOf<'identities'>) => ({
  kind,
  value: kind === 'phone' ? '（见会员资料）' : _id.slice(kind.length + 1),
  linkedAt,
  verifiedAt,
});
