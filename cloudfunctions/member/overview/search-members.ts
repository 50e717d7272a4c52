import type { ReadCall } from '../../kit/host/call';
import { hashPhone } from '../../kit/identity/phone-vault';
import { wantedOf, type Wanted } from '../../kit/identity/member-search';
import { readMember } from '../../kit/person/find-member';
import { oneOf, type Conditions } from '../../kit/store/query/condition';
import { cardKey, oldCardKey, phoneKey } from '../../kit/store/query/document-ids';
import type { DocumentOf } from '../../kit/store/schema';

type Member = DocumentOf<'members'>;

/** More than fit on a page are looked for with something more exact. */
const MOST = 20;

/** The member of one identifier, if anybody is. */
async function ownerOf({ store }: ReadCall<'operator'>, key: string): Promise<Member[]> {
  const identity = await store.identities.get(key);
  if (!identity || identity.kind === 'closed') return [];
  return [await readMember(store, identity.memberId, 'card_not_found')];
}

async function foundBy({ store }: ReadCall<'operator'>, where: Conditions<Member>): Promise<Member[]> {
  const active = { ...where, status: 'active' as const };
  return (await store.members.find({ where: active, orderBy: '_id', limit: MOST + 1 })).items;
}

async function find(call: ReadCall<'operator'>, wanted: Wanted): Promise<Member[]> {
  const { settings } = call;
  switch (wanted.by) {
    case 'card':
      return ownerOf(call, cardKey(wanted.cardNumber));
    case 'phone':
      return ownerOf(call, phoneKey(hashPhone(settings.phone, wanted.digits)));
    case 'last_four': {
      // Somebody may be called so, and another system may have numbered its cards so.
      const { digits, masked } = wanted;
      const [owner, named, ending] = await Promise.all([
        ownerOf(call, oldCardKey(digits)),
        foundBy(call, { nickname: digits }),
        foundBy(call, { 'phone.masked': oneOf(masked) }),
      ]);
      return [...new Map([...owner, ...named, ...ending].map((one) => [one._id, one])).values()];
    }
    case 'nickname':
      return foundBy(call, { nickname: wanted.nickname });
  }
}

/** Whom the operator means, as far as it takes to know them apart. */
export async function searchMembers(call: ReadCall<'operator'>, { text }: { text: string }) {
  const found = await find(call, wantedOf(text));
  return {
    members: found.slice(0, MOST).map((member) => ({
      memberId: member._id,
      nickname: member.nickname,
      phone: member.phone?.masked ?? null,
      planName: member.card.planName,
      joinedAt: member.joinedAt,
    })),
    hasMore: found.length > MOST,
  };
}
