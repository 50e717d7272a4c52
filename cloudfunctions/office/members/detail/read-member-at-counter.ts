import type { CardNumber } from '../../../../contracts/primitives/codes/card-number';
import type { StoreId } from '../../../../contracts/primitives/ids';
import type { MemberCode } from '../../../../contracts/primitives/codes/member-code';
import type { ReadCall } from '../../../kit/host/call';
import { readBadges } from '../../../growth/wallet/read-badges';
import { readMemberByCard, readMemberByCode } from '../../../kit/identity/read-member-by-code';
import { openIdKeysOf } from '../../../kit/person/list-identities';
import { moreThan, oneOf } from '../../../kit/store/query/condition';
import { accountAsOf } from '../../../points/rules/due-changes';
import { emptyAccount } from '../../../points/rules/ledger';

const SHOWN = 5;

/** @throws TuankaError member_code_expired, member_code_used, member_code_unknown, card_not_found, not_your_store */
export async function readMemberAtCounter(
  { store, settings, now, requestId }: ReadCall<'clerk'>,
  shown: { storeId: StoreId } & ({ code: MemberCode } | { cardNumber: CardNumber }),
) {
  const member =
    'code' in shown
      ? (await readMemberByCode(store, settings, shown.code, now, requestId)).member
      : await readMemberByCard(store, shown.cardNumber);
  const keys = await openIdKeysOf(store, member._id);
  const [account, usableCoupons, orders, badgeOf] = await Promise.all([
    store.pointsAccounts.get(member._id),
    store.coupons.count({ where: { memberId: member._id, status: 'unused', expiresAt: moreThan(now) } }),
    store.orders.find({
      where: { payerKey: oneOf<string | null>(keys), storeId: shown.storeId, status: 'paid' },
      orderBy: 'createdAt',
      direction: 'desc',
      limit: SHOWN,
    }),
    readBadges(store, [member._id], now),
  ]);
  return {
    nickname: member.nickname,
    phone: member.phone?.masked ?? null,
    planName: member.card.planName,
    tier: badgeOf?.(member._id) ?? null,
    frozen: member.frozen !== null,
    points: accountAsOf(account ?? emptyAccount(member._id, now), now).balance,
    usableCoupons,
    orders: orders.items.map(({ amountFen, paidAt, refundedFen }) => ({ amountFen, paidAt, refundedFen })),
    now,
  };
}
