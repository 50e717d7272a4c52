import type { UsedRight } from '../../../contracts/growth/used-right';
import type { MemberCard } from '../../../contracts/card/card';
import type { PhoneNotice } from '../../../contracts/identity/identity';
import type { PhoneOutcome } from '../../../contracts/member/member';
import type { InviteCode, LeaderId, MemberId, OpenIdKey, RequestId } from '../../../contracts/primitives/ids';
import type { MaskedPhone } from '../../../contracts/primitives/phone';
import type { Instant } from '../../../contracts/primitives/time';
import { identityEntry, type IdentityEntry } from '../../kit/person/identity-entry';
import type { Pack } from '../../coupon/rules/pack';
import { cardReminders } from '../../card/notices/card-expiry';
import type { ScheduledReminder } from '../../kit/outbox/reminder';
import type { Attribution } from '../../leader/team/attribution';
import type { TouchPolicy } from '../../referral/rules/attribution';
import { NO_PROFILE, type MemberProfile } from '../../kit/identity/member-profile';

interface Freeze {
  at: Instant;
  by: string;
  reason: string;
}

/** All that is known of somebody about to join. */
export interface Applicant {
  memberId: MemberId;
  requestId: RequestId;
  /** Keys of the caller in the identity map: openid, and unionid when there is one. */
  wechatKeys: readonly string[];
  phone: { key: string; masked: MaskedPhone; cipher: string } | null;
  phoneOutcome: PhoneOutcome;
  /** Whose number it was before, when it moves here. */
  previousOwnerId: MemberId | null;
  card: MemberCard;
  cardKey: string;
  /** Null: this card comes without coupons, or the person had the newcomer gift before. */
  pack: Pack | null;
  /** What issues the pack. */
  channel: 'join' | 'first_payment';
  /** Closed an account before. */
  returned: boolean;
  /** Tiers that were reached with it: their gifts are not given again. */
  giftedTiers: number[];
  /** How often rights were used with it, for the quotas of this year. */
  usedRights: UsedRight[];
  /** They left frozen. */
  frozen: Freeze | null;
  /** The version of the charter that joining agrees to; null: none was shown. */
  charter: string | null;
  /** The same person as a follower of the official account; their keys are among `wechatKeys`. */
  followers: readonly string[];
  attribution: Attribution | null;
  /** Codes were opened: whose attribution it is, the sweep writes down. */
  invite: OpenedInvite | null;
}

/** The code of the join itself, and where those opened before are remembered. */
interface OpenedInvite {
  code: InviteCode | null;
  key: OpenIdKey;
  policy: TouchPolicy;
}

interface Newcomer {
  identities: IdentityEntry[];
  member: {
    _id: MemberId;
    status: 'active';
    mergedInto: null;
    absorbed: MemberId[];
    merges: number;
    apartFrom: MemberId[];
    numbers: string[];
    personCheckAt: Instant | null;
    phoneNotice: PhoneNotice | null;
    closesAt: null;
    nickname: null;
    profile: MemberProfile;
    phone: { masked: MaskedPhone; cipher: string; linkedBy: RequestId } | null;
    card: MemberCard;
    attribution: Attribution | null;
    leaderId: LeaderId | null;
    attributedTo: LeaderId | null;
    joinAward: 'due' | 'done';
    charters: { version: string; at: Instant }[];
    activeAt: Instant;
    joinedAt: Instant;
    join: { requestId: RequestId; phone: PhoneOutcome };
    unreadMessages: number;
    lastPaidAt: null;
    tierMove: null;
    tags: string[];
    tagMarks: never[];
    frozen: Freeze | null;
    imported: null;
    welcomePoints: 'due';
    returned: boolean;
    giftedTiers: number[];
    usedRights: UsedRight[];
    invite: OpenedInvite | null;
    inviteState: 'none' | 'due';
  };
  /** Of the card; those of the coupons come with the coupons. */
  reminders: ScheduledReminder[];
}

/** The documents of a new member; they are inserted together with the pack's coupons or not at all. */
export function newcomer(applicant: Applicant, now: Instant): Newcomer {
  const { memberId, requestId, phone, card, attribution } = applicant;
  const ownPhone = phone && applicant.previousOwnerId === null ? [phone.key] : [];
  const keys = [...applicant.wechatKeys, ...ownPhone, applicant.cardKey];
  return {
    identities: keys.map((key) => identityEntry(key, memberId, now)),
    member: {
      _id: memberId,
      status: 'active',
      mergedInto: null,
      absorbed: [],
      merges: 0,
      apartFrom: [],
      numbers: phone ? [phone.key] : [],
      personCheckAt: phone ? now : null,
      phoneNotice:
        phone && applicant.previousOwnerId !== null
          ? { kind: 'taken_over', masked: phone.masked, at: now }
          : null,
      closesAt: null,
      nickname: null,
      profile: NO_PROFILE,
      phone: phone && { masked: phone.masked, cipher: phone.cipher, linkedBy: requestId },
      card,
      attribution,
      leaderId: attribution?.leaderId ?? null,
      attributedTo: attribution?.leaderId ?? null,
      joinAward: attribution ? 'due' : 'done',
      charters: applicant.charter === null ? [] : [{ version: applicant.charter, at: now }],
      activeAt: now,
      joinedAt: now,
      join: { requestId, phone: applicant.phoneOutcome },
      unreadMessages: 0,
      lastPaidAt: null,
      tierMove: null,
      tags: [],
      tagMarks: [],
      frozen: applicant.frozen,
      imported: null,
      welcomePoints: 'due',
      returned: applicant.returned,
      giftedTiers: applicant.giftedTiers,
      usedRights: applicant.usedRights,
      invite: applicant.invite,
      inviteState: applicant.invite ? 'due' : 'none',
    },
    reminders: cardReminders(memberId, card),
  };
}
