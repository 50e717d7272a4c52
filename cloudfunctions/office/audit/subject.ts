import { isOrderId, type OrderId } from '../../../contracts/primitives/ids';

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

/** The order an entry is about, or names beside what it is about. */
export function orderOf({ subjectId, detail }: { subjectId: string; detail: object }): OrderId | null {
  if (isOrderId(subjectId)) return subjectId;
  const named = 'orderId' in detail ? detail.orderId : null;
  return isOrderId(named) ? named : null;
}

/** Whom of the staff, who is invited to be one, or which store an entry is about, as it was called then. Pure. */
export const calledOf = ({ action, detail }: { action: string; detail: object }): string | null =>
  action.startsWith('merchant.') && 'name' in detail && typeof detail.name === 'string' ? detail.name : null;

/** The account of the staff an entry is about; null: none. Pure. */
export const staffIdOf = ({ action, subjectId }: { action: string; subjectId: string }): string | null =>
  action.startsWith('merchant.') && subjectId.startsWith('openid:') ? subjectId : null;
