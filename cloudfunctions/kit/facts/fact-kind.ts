/**
 * What an area may tell of: one name per thing that changes a member's picture (operations.md §0). A kind that nobody writes yet
 * stands here with the area that will.
 */
export const factKinds = [
  // member, identity
  'joined',
  'profile_changed',
  'merged',
  'unmerged',
  'closed',
  'leader_changed',
  // card, payment
  'claimed',
  'paid',
  'refunded',
  // of a cash bill that may be its handler’s own: it counts for nothing until that is decided
  'bill_held',
  'bill_released',
  // coupon: `coupon_issued` is told once per grant, whatever it holds
  'coupon_issued',
  'coupon_used',
  'coupon_returned',
  'coupon_revoked',
  'coupon_given',
  'coupon_expired',
  'coupon_revived',
  // points
  'points_earned',
  'points_spent',
  'redeemed',
  // referral
  'invited',
  'invitee_ordered',
  // message
  'message_delivered',
  'message_opened',
  'message_clicked',
  // growth, play, voice
  'tier_changed',
  'birthday_set',
  'checked_in',
  'visited',
  'survey_answered',
  'note_added',
  'note_closed',
] as const;
export type FactKind = (typeof factKinds)[number];
