/** What staff are told about the shop: it stays in the inbox, has no template, and no shopper knows it. */
export const staffMessageKinds = ['staff_alarm', 'daily_figures'] as const;
export type StaffMessageKind = (typeof staffMessageKinds)[number];

export const isStaffMessage = <Kind extends string>(
  kind: Kind | StaffMessageKind,
): kind is StaffMessageKind => staffMessageKinds.some((one) => one === kind);
