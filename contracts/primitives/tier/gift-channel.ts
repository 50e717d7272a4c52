/** Packs of these channels are chosen by the growth rule, so any number of them may be given at a time. */
const giftChannels = ['tier', 'birthday'] as const;

export const isGiftChannel = (channel: string): boolean => giftChannels.some((one) => one === channel);

/** The channel a gift's pack is published for. */
export const giftChannelOf = (
  kind: 'upgrade' | 'monthly' | 'birthday' | 'anniversary',
): (typeof giftChannels)[number] => (kind === 'birthday' ? 'birthday' : 'tier');
