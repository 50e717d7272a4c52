import type { CardNumber } from '../../../contracts/primitives/codes/card-number';
import { isCardNumber } from '../../../contracts/primitives/codes/card-number';
import type { ReadCall } from '../../kit/host/call';
import { allPages } from '../../kit/store/query/all-pages';
import { openIdOfKey } from '../../kit/store/query/document-ids';
import { listIdentities } from '../../kit/person/list-identities';

/** What is known about the member and how. */
export async function readIdentity({ store, member, settings, now }: ReadCall<'member'>) {
  const [identities, followers] = await Promise.all([
    listIdentities(store, member._id),
    allPages((cursor) =>
      store.followers.find({ where: { memberId: member._id }, orderBy: '_id', limit: 100, cursor }),
    ),
  ]);
  const ofKind = (wanted: string) => identities.filter(({ kind }) => kind === wanted);
  const others = ofKind('card')
    .map(({ _id }) => _id.slice('card:'.length))
    .filter((number): number is CardNumber => isCardNumber(number) && number !== member.card.number);
  const following = followers.some(({ subscribed }) => subscribed);
  return {
    phone: member.phone?.masked ?? null,
    phoneVerifiedAt: ofKind('phone')[0]?.verifiedAt || null,
    phoneNotice: member.phoneNotice,
    wechatLogins: ofKind('openid').filter(({ _id }) => openIdOfKey(_id, settings.wechat.appId) !== null)
      .length,
    unionLinked: ofKind('unionid').length > 0,
    official:
      followers.length === 0
        ? ('not_linked' as const)
        : following
          ? ('following' as const)
          : ('unfollowed' as const),
    cardNumbers: [member.card.number, ...others],
    closesAt: member.closesAt,
    now,
  };
}
