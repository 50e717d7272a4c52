import type { MemberCard } from '../../../contracts/card/card';
import { cardNumberText } from '../../../contracts/primitives/codes/card-number';
import type { CouponId, LeaderId, MemberId, RequestId } from '../../../contracts/primitives/ids';
import type { MaskedPhone } from '../../../contracts/primitives/phone';
import { chinaDateOf, type Instant } from '../../../contracts/primitives/time';
import { profileOfBoth, type MemberProfile } from '../../kit/identity/member-profile';
import type { Attribution } from '../../leader/team/attribution';

/**
 * What merging two members does, decided from their state alone: what moves, what is dropped, which wins and why. Used
 * by the preview and, inside the merge's first transaction, by the merge itself, so that both say the same.
 */
export interface MergingMember {
  _id: MemberId;
  nickname: string | null;
  profile: MemberProfile;
  phone: { masked: MaskedPhone; cipher: string; linkedBy: RequestId } | null;
  card: MemberCard;
  attribution: Attribution | null;
  /** Whose team the member is in. */
  leaderId: LeaderId | null;
  joinedAt: Instant;
  unreadMessages: number;
  closesAt: Instant | null;
}

/** A coupon of a newcomer gift. */
export interface GiftCoupon {
  _id: CouponId;
  memberId: MemberId;
  status: string;
  expiresAt: Instant;
}

export type MergedFields = Omit<MergingMember, '_id' | 'closesAt'>;

export interface MergePlan {
  /** The kept member afterwards. */
  after: MergedFields;
  /** Coupons of the doubled gift; they stay with (or go to) the absorbed member, where nobody reaches them. */
  dropped: CouponId[];
  /** Those of them that are the kept member's now. */
  takenBack: CouponId[];
  /** True: the phone shown is the absorbed member's. */
  phoneMoves: boolean;
  lines: string[];
}

/** Kept of a gift's two coupons: the used one (the gift of this step is spent), else the one that lasts longer. */
function keepsFirst(kept: GiftCoupon, absorbed: GiftCoupon): boolean {
  if (kept.status !== 'unused' || absorbed.status !== 'unused') return kept.status !== 'unused';
  return kept.expiresAt >= absorbed.expiresAt;
}

/** `cpn_<holder>-join-3` → `join-3`: a step of a newcomer gift is given to a person once. */
const stepOf = ({ _id }: GiftCoupon): string => _id.slice(_id.indexOf('-') + 1);

/** Of every step of the newcomer gift that both have, which one goes. Two used ones both stay: they are spent. */
function doubledGifts(
  keptId: MemberId,
  gifts: readonly GiftCoupon[],
): Pick<MergePlan, 'dropped' | 'takenBack'> {
  const dropped: CouponId[] = [];
  const takenBack: CouponId[] = [];
  const mine = new Map(
    gifts.filter(({ memberId }) => memberId === keptId).map((gift) => [stepOf(gift), gift]),
  );
  for (const theirs of gifts.filter(({ memberId }) => memberId !== keptId)) {
    const own = mine.get(stepOf(theirs));
    if (!own) continue;
    const goes = keepsFirst(own, theirs) ? theirs : own;
    if (goes.status !== 'unused') continue;
    dropped.push(goes._id);
    if (goes === own) takenBack.push(own._id);
  }
  return { dropped, takenBack };
}

const lasts = (card: MemberCard): number => card.expiresAt ?? Number.POSITIVE_INFINITY;

/** @param gifts the newcomer coupons of both */
export function planMerge(
  kept: MergingMember,
  absorbed: MergingMember,
  gifts: readonly GiftCoupon[],
): MergePlan {
  const lines = [
    '优惠券、积分、消息、订阅次数和订单全部转入保留的会员',
    '入会、完善资料、关注得的积分每人一份，两边都有的收回一份，用掉的记为欠',
  ];
  const doubled = doubledGifts(kept._id, gifts);
  if (doubled.dropped.length > 0)
    lines.push(`新人礼每人一份：重复的 ${doubled.dropped.length} 张新人券不转入（已用掉的、到期更晚的留下）`);

  const keepsCard = lasts(kept.card) >= lasts(absorbed.card);
  const card = keepsCard ? kept.card : absorbed.card;
  lines.push(
    `会员卡显示 ${cardNumberText(card.number)}（${keepsCard ? '保留会员的卡' : '到期更晚的一张'}），另一个卡号仍能找到这位会员`,
  );
  const phoneMoves = kept.phone === null && absorbed.phone !== null;
  if (phoneMoves) lines.push('手机号转入保留的会员');
  if (kept.phone && absorbed.phone)
    lines.push(`手机号保留 ${kept.phone.masked}，${absorbed.phone.masked} 不再关联`);

  const attribution = firstAttribution(kept, absorbed);
  if (attribution && attribution !== kept.attribution) lines.push('归属改为先带来这位会员的团长');
  const joinedAt = kept.joinedAt < absorbed.joinedAt ? kept.joinedAt : absorbed.joinedAt;
  lines.push(`入会日期算较早的 ${chinaDateOf(joinedAt)}`);
  if (kept.closesAt !== null || absorbed.closesAt !== null)
    lines.push('注销申请随合并取消，仍要注销请重新申请；撤销合并时恢复');
  return {
    ...doubled,
    phoneMoves,
    after: {
      nickname: kept.nickname ?? absorbed.nickname,
      profile: profileOfBoth(kept.profile, absorbed.profile),
      phone: kept.phone ?? absorbed.phone,
      card,
      attribution,
      // The team goes with the attribution: a handover of that team counts.
      leaderId: (attribution === kept.attribution ? kept.leaderId : absorbed.leaderId) ?? kept.leaderId,
      joinedAt,
      unreadMessages: kept.unreadMessages + absorbed.unreadMessages,
    },
    lines,
  };
}

/** The leader who brought the person first keeps the member. */
function firstAttribution(kept: MergingMember, absorbed: MergingMember): Attribution | null {
  if (!kept.attribution || !absorbed.attribution) return kept.attribution ?? absorbed.attribution;
  return absorbed.attribution.at < kept.attribution.at ? absorbed.attribution : kept.attribution;
}

/** What an undo cannot bring back, said before the merge. */
export const CANNOT_UNDO = [
  '合并后用掉的券、花掉的积分不会退回',
  '合并后新得到的券、积分留在保留的会员；买单占用、得到、退回的，跟着付款的微信走',
  '已经发出的消息收不回来',
];

/** How long a merge may be undone. */
export const UNDO_DAYS = 30;

export const fieldsOf = ({ _id, closesAt: _closesAt, ...member }: MergingMember): MergedFields => ({
  nickname: member.nickname,
  profile: member.profile,
  phone: member.phone,
  card: member.card,
  attribution: member.attribution,
  leaderId: member.leaderId,
  joinedAt: member.joinedAt,
  unreadMessages: member.unreadMessages,
});

type Phone = MergingMember['phone'];
/** The same number linked by the same request: sealed with another key it reads otherwise and is the same. */
export const isSamePhone = (one: Phone, other: Phone): boolean =>
  one === null || other === null
    ? one === other
    : one.linkedBy === other.linkedBy && one.masked === other.masked;

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * The kept member after an undo but for the card: what the merge changed goes back, what somebody changed since stays.
 * @param teamNow whose a team is that was somebody's at the merge: one handed over since is no choice of the member's
 */
export function fieldsAfterUndo(
  now: MergedFields,
  before: MergedFields,
  after: MergedFields,
  teamNow: (team: LeaderId | null) => LeaderId | null,
): Omit<MergedFields, 'card'> {
  const isSameTeam = now.leaderId === after.leaderId || now.leaderId === teamNow(after.leaderId);
  const back = <Field extends keyof MergedFields>(field: Field): MergedFields[Field] =>
    same(now[field], after[field]) ? before[field] : now[field];
  const theirs = after.unreadMessages - before.unreadMessages;
  return {
    nickname: back('nickname'),
    profile: profileBack(now.profile, before.profile, after.profile),
    phone: isSamePhone(now.phone, after.phone) ? before.phone : now.phone,
    attribution: back('attribution'),
    leaderId: isSameTeam ? teamNow(before.leaderId) : now.leaderId,
    joinedAt: back('joinedAt'),
    unreadMessages: Math.max(0, now.unreadMessages - theirs),
  };
}

/** Each part by itself: whoever told their birthday while they were one does not keep the other’s face. */
export function profileBack(now: MemberProfile, before: MemberProfile, after: MemberProfile): MemberProfile {
  const part = <Part extends keyof MemberProfile>(name: Part): MemberProfile[Part] =>
    same(now[name], after[name]) ? before[name] : now[name];
  const { birthday, birthdaySetAt } = now.birthday === after.birthday ? before : now;
  return {
    gender: part('gender'),
    birthday,
    birthdaySetAt,
    avatar: part('avatar'),
    newAvatar: part('newAvatar'),
  };
}

interface MergedCards {
  /** As they were before the merge. */
  kept: MemberCard;
  absorbed: MemberCard;
  /** The one that was shown from the merge on. */
  after: MemberCard;
}

/**
 * The cards of two who are taken apart. A number stays with whose card was shown, also one that replaced it since; what else was changed
 * since (a longer term, another plan) is the kept member's, as with everything given while they were one.
 */
export function cardsAfterUndo(
  now: MemberCard,
  { kept, absorbed, after }: MergedCards,
): { kept: MemberCard; absorbed: MemberCard } {
  if (after.number !== absorbed.number) return { kept: now, absorbed };
  const isOther =
    now.planId !== after.planId || now.planVersion !== after.planVersion || now.issuedAt !== after.issuedAt;
  const isLonger = now.expiresAt !== after.expiresAt;
  const terms = isOther ? now : { ...kept, expiresAt: isLonger ? now.expiresAt : kept.expiresAt };
  return { kept: { ...terms, number: kept.number }, absorbed: { ...absorbed, number: now.number } };
}

interface Freeze {
  at: Instant;
  by: string;
}

/**
 * Who is frozen after an undo: what came with the other goes with them; whoever was frozen while they were one is frozen as both, for
 * nobody comes out of a freeze by being parted.
 */
export function freezesAfterUndo<Frozen extends Freeze>(
  kept: Frozen | null,
  absorbed: Frozen | null,
  mergedAt: Instant,
): { kept: Frozen | null; absorbed: Frozen | null } {
  const cameAlong = kept !== null && absorbed !== null && kept.at === absorbed.at && kept.by === absorbed.by;
  const ofBoth = kept !== null && kept.at >= mergedAt ? kept : null;
  return { kept: cameAlong ? null : kept, absorbed: absorbed ?? ofBoth };
}
