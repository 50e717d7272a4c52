/** How a tier is drawn on the card. */
export const tierLooks = ['jade', 'silver', 'gold', 'platinum', 'black'] as const;
export type TierLook = (typeof tierLooks)[number];

/** The look a tier has where the merchant chose none: by its place. */
export const lookAt = (level: number): TierLook => tierLooks[Math.min(level, tierLooks.length - 1)] ?? 'jade';

/** An emblem that every phone has in its font. */
export const emblemOf: Readonly<Record<TierLook, string>> = {
  jade: '○',
  silver: '◇',
  gold: '☆',
  platinum: '◆',
  black: '★',
};

export const lookNames: Readonly<Record<TierLook, string>> = {
  jade: '品牌色',
  silver: '银',
  gold: '金',
  platinum: '铂金',
  black: '黑金',
};
