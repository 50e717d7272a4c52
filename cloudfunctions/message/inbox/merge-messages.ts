import { giveAlongMessages, giveAlongReminders } from './give-along-messages';
import { owned } from '../../kit/ownership/owned';

/** Inbox and reminders move with the person, sends granted stay with their openid; nothing outlives a closed account. */
export const ownedMessages = [
  owned('reminders', {
    noun: '到期提醒',
    field: 'recipient',
    by: 'either',
    onMerge: 'move',
    // A reminder follows its coupon.
    staysBehind: ({ subjectId }, { dropped }) => dropped.includes(subjectId),
    afterUndo: giveAlongReminders,
    onClose: 'remove',
    // What it is about may be somebody else: a reward is named after the friend.
    exported: ({ kind, dueAt, status }) => ({ kind, dueAt, status }),
  }),
  owned('messages', {
    noun: '消息',
    field: 'recipient',
    by: 'either',
    onMerge: 'move',
    afterUndo: giveAlongMessages,
    onClose: 'remove',
    exported: ({ title, lines, channel, createdAt, readAt }) => ({
      title,
      lines,
      channel,
      createdAt,
      readAt,
    }),
  }),
  owned('pushRecipients', {
    noun: '商家推送',
    field: 'memberId',
    // A tombstone is skipped when the push goes out, so that one person gets it once.
    onMerge: 'stay',
    onClose: 'remove',
    exported: null, // what arrived is among the messages
  }),
  owned('messageProfiles', {
    noun: '消息设置',
    field: '_id',
    by: 'either',
    // The kept member's own wishes count; whoever had none takes over the other's.
    onMerge: {
      idFor: (_profile, keptId) => keptId,
      combine: (kept, absorbed, keptId) => kept ?? { ...absorbed, _id: keptId },
      separate: (kept) => kept,
    },
    onClose: 'remove',
    exported: ({ mutedKinds, quietHours, personalised, updatedAt }) => ({
      mutedKinds,
      quietHours,
      personalised,
      updatedAt,
    }),
  }),
  owned('subscriptionCredits', {
    noun: '订阅次数',
    field: 'openIdKey',
    by: 'openid',
    onMerge: 'stay',
    onClose: 'remove',
    exported: ({ available, updatedAt }) => ({ available, updatedAt }),
  }),
  owned('subscriptionPrompts', {
    noun: '订阅授权记录',
    field: 'openIdKey',
    by: 'openid',
    onMerge: 'stay',
    onClose: 'remove',
    exported: ({ answers, at }) => ({ answers, at }),
  }),
];
