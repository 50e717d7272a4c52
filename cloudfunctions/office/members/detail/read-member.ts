import { isOpenIdKey, type MemberId, type Recipient } from '../../../../contracts/primitives/ids';
import { fen } from '../../../../contracts/primitives/fen';
import type { ReadCall } from '../../../kit/host/call';
import { marksOf } from '../../../kit/identity/tag-marks';
import { readMember } from '../../../kit/person/find-member';
import { listIdentities } from '../../../kit/person/list-identities';
import { cloudFiles } from '../../../kit/store/cloud-files';
import { moreThan, oneOf } from '../../../kit/store/query/condition';
import { cardKey, openIdOfKey } from '../../../kit/store/query/document-ids';
import type { DocumentOf } from '../../../kit/store/schema';
import { couponState } from '../../../coupon/rules/validity';
import { accountAsOf } from '../../../points/rules/due-changes';
import { emptyAccount } from '../../../points/rules/ledger';
import { cardAtOffice } from '../acts/card-view';
import { NEVER } from '../rows/plan-row';
import { readTier } from './read-tier';

type Call = ReadCall<'operator'>;
type Member = DocumentOf<'members'>;

const SHOWN = 5;
/** Each can be taken back by its name: more than of what is only looked at. */
const COUPONS_SHOWN = 50;
const SUBSCRIPTIONS = 200;

/** Everything of a member on one page: about eighteen database calls, most of them side by side. @throws TuankaError member_not_found */
export async function readMemberDetail(call: Call, { memberId }: { memberId: MemberId }) {
  const { store, now } = call;
  const member = await readMember(store, memberId, 'member_not_found');
  const identities = await listIdentities(store, member._id);
  const keys = identities.filter(({ kind }) => kind === 'openid').map(({ _id }) => _id);
  const [value, tier, people, told] = await Promise.all([
    readValue(call, member, keys),
    readTier(call, member),
    readPeople(call, member),
    readTold(call, member, keys),
  ]);
  const ofKind = (wanted: string) => identities.filter(({ kind }) => kind === wanted);
  // One that WeChat has not passed yet is the member's alone.
  const { avatar, gender, birthday } = member.profile;
  return {
    member: {
      memberId: member._id,
      nickname: member.nickname,
      avatarUrl: avatar && (await cloudFiles.urlOf(avatar.fileId)),
      gender,
      birthday,
      phone: member.phone?.masked ?? null,
      joinedAt: member.joinedAt,
      closesAt: member.closesAt,
      frozen: member.frozen && { at: member.frozen.at, reason: member.frozen.reason },
      tags: member.tags,
      tagMarks: marksOf(member).map(({ tag, how, own }) => ({ tag, how, keptOff: own === 'kept_off' })),
      card: cardAtOffice(member.card),
      otherCardEnds: otherEnds(ofKind('card'), member),
      identity: {
        phoneVerifiedAt: ofKind('phone')[0]?.verifiedAt || null,
        wechatLogins: keys.filter((key) => openIdOfKey(key, call.settings.wechat.appId) !== null).length,
        unionLinked: ofKind('unionid').length > 0,
        following: told.following,
        absorbed: member.absorbed.length,
      },
      tier,
      ...value,
      ...people,
      messages: told.messages,
      consents: told.consents,
      notes: told.notes,
    },
    now,
  };
}

/** Of numbers that came with merges. */
const otherEnds = (cards: readonly { _id: string }[], { card }: Member): string[] =>
  cards.filter(({ _id }) => _id !== cardKey(card.number)).map(({ _id }) => _id.slice(-4));

async function readValue({ store, now }: Call, { _id }: Member, keys: readonly string[]) {
  const [row, account, usableCoupons, coupons, orders] = await Promise.all([
    store.memberIndex.get(_id),
    store.pointsAccounts.get(_id),
    store.coupons.count({ where: { memberId: _id, status: 'unused', expiresAt: moreThan(now) } }),
    store.coupons.find({
      where: { memberId: _id, status: 'unused', expiresAt: moreThan(now) },
      orderBy: 'expiresAt',
      limit: COUPONS_SHOWN,
    }),
    keys.length === 0
      ? null
      : store.orders.find({
          where: { payerKey: oneOf<string | null>(keys) },
          orderBy: 'createdAt',
          direction: 'desc',
          limit: SHOWN,
        }),
  ]);
  const { balance, pending, debt } = accountAsOf(account ?? emptyAccount(_id, now), now);
  return {
    source: row?.source ?? null,
    buying: {
      orders: row?.orders365 ?? 0,
      amountFen: fen(row?.amount365 ?? 0),
      lastPaidAt: row && row.lastPaidAt !== NEVER ? row.lastPaidAt : null,
    },
    points: { balance, pending, debt },
    usableCoupons,
    coupons: coupons.items.map((coupon) => ({
      couponId: coupon._id,
      title: coupon.terms.title,
      state: couponState(coupon, now),
      expiresAt: coupon.expiresAt,
    })),
    orders: (orders?.items ?? []).map((order) => ({
      orderId: order._id,
      storeName: order.storeName,
      amountFen: order.amountFen,
      paidAt: order.paidAt,
      refundedFen: order.refundedFen,
      createdAt: order.createdAt,
    })),
  };
}

async function readPeople({ store }: Call, { _id, leaderId, attribution }: Member) {
  const leaderIds = [leaderId, attribution?.leaderId ?? null].filter((id) => id !== null);
  const [leaders, brought, broughtBy] = await Promise.all([
    store.leaders.getMany([...new Set(leaderIds)]),
    store.referrals.count({ where: { inviterId: _id } }),
    store.referrals.find({ where: { inviteeId: _id }, orderBy: '_id', limit: 1 }),
  ]);
  const nameOf = (id: string | null | undefined) => leaders.find((one) => one._id === id)?.name ?? null;
  const [first] = broughtBy.items;
  const inviter = first && (await store.members.get(first.inviterId));
  return {
    leaderName: nameOf(leaderId),
    joinedThrough: nameOf(attribution?.leaderId),
    invites: {
      brought,
      broughtBy: inviter ? (inviter.nickname ?? inviter.phone?.masked ?? '会员') : null,
    },
  };
}

async function readTold({ store }: Call, { _id, absorbed }: Member, keys: readonly string[]) {
  const openIds = keys.filter(isOpenIdKey);
  const [messages, profile, credits, followers, notes] = await Promise.all([
    store.messages.find({
      where: { recipient: oneOf<Recipient>([_id, ...openIds]) },
      orderBy: 'createdAt',
      direction: 'desc',
      limit: SHOWN,
    }),
    store.messageProfiles.get(_id),
    keys.length === 0
      ? null
      : store.subscriptionCredits.find({
          where: { openIdKey: oneOf(openIds) },
          orderBy: '_id',
          limit: SUBSCRIPTIONS,
        }),
    store.followers.find({ where: { memberId: _id }, orderBy: '_id', limit: SHOWN }),
    store.memberNotes.find({
      where: { memberId: oneOf([_id, ...absorbed]) },
      orderBy: 'at',
      direction: 'desc',
      limit: SHOWN,
    }),
  ]);
  return {
    following: followers.items.some(({ subscribed }) => subscribed),
    messages: messages.items.map(({ kind, title, channel, delivery, createdAt }) => ({
      kind,
      title,
      channel,
      delivery,
      createdAt,
    })),
    consents: {
      mutedKinds: profile?.mutedKinds ?? [],
      quietHours: profile?.quietHours ?? null,
      subscriptions: (credits?.items ?? []).reduce((sum, { available }) => sum + available, 0),
    },
    notes: notes.items.map(({ text, byName, at }) => ({ text, byName, at })),
  };
}
