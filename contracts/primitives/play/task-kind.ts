/** What somebody does: counted from what happened to them, or (`nickname`, `phone`, `birthday`) read of how they stand now. */
export const taskKinds = [
  'orders',
  'check_ins',
  'visits',
  'invites',
  'coupons',
  'nickname',
  'phone',
  'birthday',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** How somebody stands is asked once: it does not come again by the day. */
const standing: readonly TaskKind[] = ['nickname', 'phone', 'birthday'];
export const isStanding = (kind: TaskKind): boolean => standing.includes(kind);

/** What badges are won by: what is counted of what happened. */
export const badgeKinds = ['orders', 'check_ins', 'visits', 'invites', 'coupons'] as const;
export type BadgeKind = (typeof badgeKinds)[number];
