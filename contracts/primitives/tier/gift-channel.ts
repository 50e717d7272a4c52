/** Packs of these channels are chosen by the growth rule, so any number of them may be given at a time. */
const giftChannels = ['tier', 'birthday'] as const;

export const isGiftChannel = (channel: string): boolean => giftChannels.some((one) => one === channel);

/** On entering a tier; on the first of a month; on the birthday; on the day of joining. */
export const giftKinds = ['upgrade', 'monthly', 'birthday', 'anniversary'] as const;
export type GiftKind = (typeof giftKinds)[number];

export const giftNames: Readonly<Record<GiftKind, string>> = {
  upgrade: '升级礼',
  monthly: '每月会员礼',
  birthday: '生日礼',
  anniversary: '入会周年礼',
};

/** The channel a gift's pack is published for. */
export const giftChannelOf = (kind: GiftKind): (typeof giftChannels)[number] =>
  kind === 'birthday' ? 'birthday' : 'tier';
