import type { DocumentOf } from '../../cloudfunctions/kit/store/schema';
import { openIdKey, unionIdKey } from '../../cloudfunctions/kit/store/query/document-ids';
import { isLive } from '../../cloudfunctions/leader/figures/merged-awards';
import { firstOrderId } from '../../cloudfunctions/leader/team/award';
import { CLOSED_KEY } from '../../cloudfunctions/payment/orders/closed-account';

/**
 * Whether what hangs on an order is its payer's: the mark of a first payment, the award of a leader, the invite it counts for and
 * what that gave. Pure: what belongs to somebody else, nothing else. Of points an entry says where they went (verify-ledger).
 */
type Order = DocumentOf<'orders'>;

export interface Owners {
  firsts: readonly DocumentOf<'firstPayments'>[];
  referrals: readonly DocumentOf<'referrals'>[];
  rewards: readonly DocumentOf<'inviteRewards'>[];
  awards: readonly DocumentOf<'leaderAwards'>[];
  members: readonly Pick<DocumentOf<'members'>, '_id' | 'mergedInto'>[];
  identities: readonly Pick<DocumentOf<'identities'>, '_id' | 'memberId' | 'kind'>[];
  merges: readonly Pick<DocumentOf<'merges'>, 'keptId' | 'absorbedId' | 'status'>[];
}

export interface Stranger {
  /** Document id. */
  id: string;
  what: string;
  /** Whose the document says the order is, and whose it is. */
  said: string;
  payer: string;
  /** Somebody is still looking: an order that moves, a merge or an undo under way. */
  onItsWay: boolean;
}

const NOBODY = 'nobody';
const IN_MOTION = ['running', 'undoing'];

export function compareOwners(orders: readonly Order[], owners: Owners): Stranger[] {
  const byId = new Map<string, Order>(orders.map((order) => [order._id, order]));
  const people = peopleOf(owners);
  const differ = (id: string, what: string, said: string, orderId: string): Stranger[] => {
    const order = byId.get(orderId);
    if (!order) return [{ id, what, said, payer: '没有这笔订单', onItsWay: false }];
    if (people.isPayer(order, said)) return [];
    const payer = people.payerOf(order);
    const moves = order.movesFirst || people.areMoving(said) || people.areMoving(payer);
    return [{ id, what, said, payer, onItsWay: moves }];
  };
  const inviteeOf = new Map(owners.referrals.map(({ key, inviteeId }) => [key, inviteeId]));
  return [
    ...owners.firsts.flatMap(({ _id, orderId }) =>
      differ(_id, '首次消费', _id.slice('firstpay:'.length), orderId),
    ),
    ...owners.awards.flatMap((award) =>
      award.kind === 'first_order' && award.memberId !== null && isLive(award)
        ? differ(award._id, '团长首单', award.memberId, award._id.slice(firstOrderId('').length))
        : [],
    ),
    ...owners.referrals.flatMap(({ _id, order, state, inviteeId }) =>
      order && state !== 'refused' ? differ(_id, '邀请首单', inviteeId, order.orderId) : [],
    ),
    ...owners.rewards.flatMap(({ _id, orderId, referralId, state }) =>
      orderId !== null && (state === 'pending' || state === 'delivered')
        ? differ(_id, '邀请首单礼', inviteeOf.get(referralId ?? '') ?? NOBODY, orderId)
        : [],
    ),
  ];
}

function peopleOf({ members, identities, merges }: Owners) {
  const mergedInto = new Map<string, string | null>(members.map((one) => [one._id, one.mergedInto]));
  const leadsTo = new Map<string, string>(
    identities.flatMap(({ _id, kind, memberId }) => (kind === 'closed' ? [] : [[_id, memberId] as const])),
  );
  const moving = new Set<string>(
    merges
      .filter(({ status }) => IN_MOTION.includes(status))
      .flatMap(({ keptId, absorbedId }) => [keptId, absorbedId]),
  );
  /** Who a member id or an identifier is now: what was erased is all the same nobody. */
  const personOf = (name: string): string => {
    if (!name.startsWith('mem_')) {
      const memberId = leadsTo.get(name);
      return memberId === undefined ? name : personOf(memberId);
    }
    const next = mergedInto.get(name);
    if (next === undefined) return NOBODY;
    return next === null ? name : personOf(next);
  };
  const namesOf = ({ payer }: Order): string[] => {
    if (!payer) return [];
    if (payer.memberId !== null) return [personOf(payer.memberId)];
    if (payer.key === CLOSED_KEY) return [NOBODY];
    const keys = [
      openIdKey(payer.appId, payer.openId),
      ...(payer.unionId ? [unionIdKey(payer.unionId)] : []),
    ];
    return [...keys, ...keys.map(personOf)];
  };
  return {
    isPayer: (order: Order, said: string): boolean =>
      namesOf(order).includes(personOf(said)) || namesOf(order).includes(said),
    payerOf: (order: Order): string => namesOf(order).at(-1) ?? '没有付款人',
    areMoving: (name: string): boolean => moving.has(name) || moving.has(personOf(name)),
  };
}
