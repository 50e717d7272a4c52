import type { ReadCall } from '../../kit/host/call';
import { hashPhone } from '../../kit/identity/phone-vault';
import { wantedOf, type Wanted } from '../../kit/identity/member-search';
import { readMember } from '../../kit/person/find-member';
import { oneOf } from '../../kit/store/query/condition';
import { cardKey, phoneKey } from '../../kit/store/query/document-ids';
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

async function find(call: ReadCall<'operator'>, wanted: Wanted): Promise<Member[]> {
  const { store, settings } = call;
  switch (wanted.by) {
    case 'card':
      return ownerOf(call, cardKey(wanted.cardNumber));
    case 'phone':
      return ownerOf(call, phoneKey(hashPhone(settings.phone, wanted.digits)));
    case 'last_four':
    case 'nickname': {
      const where =
        wanted.by === 'nickname'
          ? { nickname: wanted.nickname, status: 'active' as const }
          : { 'phone.masked': oneOf(wanted.masked), status: 'active' as const };
      const { items } = await store.members.find({ where, orderBy: '_id', limit: MOST + 1 });
      return items;
    }
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
