/** What of the merchant's own an entry is about; whatever else it names would be a person's id. Pure. */
const THINGS: readonly RegExp[] = [
  /^coupon\.(saveTemplate|setTemplateStatus|savePack)$/,
  /^payment\.saveIssueRule$/,
  /^points\.(saveReward|publishRule)$/,
  /^referral\.publishRule$/,
  /^merchant\.(makeStore|saveStore|closeStore|openStore|saveStoreShipping)$/,
  /^message\.(createPush|submitPush|approvePush|steerPush)$/,
  /^office\./,
  /^card\./,
];

export const thingOf = ({ action, subjectId }: { action: string; subjectId: string }): string | null =>
  THINGS.some((pattern) => pattern.test(action)) ? subjectId : null;
