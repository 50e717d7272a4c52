import { addMs, DAY_MS, instant, type Instant } from '@contracts/primitives/time';
import type { PushApi, PushKind } from '@contracts/push';

/** What the form holds: text as it was typed. */
export interface PushDraft {
  kind: PushKind;
  cardDays: string;
  couponDays: string;
  joinedDays: string;
  title: string;
  body: string;
}

export const EMPTY_DRAFT: PushDraft = {
  kind: 'coupon_expiry',
  cardDays: '',
  couponDays: '',
  joinedDays: '',
  title: '',
  body: '',
};

/** Null: not filled in. `NaN`: not a number of days. */
function daysOf(typed: string): number | null {
  if (typed.trim() === '') return null;
  const days = Number(typed);
  return Number.isInteger(days) && days >= 1 && days <= 365 ? days : NaN;
}

/** What is wrong with the form, in the order of the page; null when it can be sent. */
export function problemOf({ kind, cardDays, couponDays, joinedDays, title, body }: PushDraft): string | null {
  if ([cardDays, couponDays, joinedDays].map(daysOf).some(Number.isNaN)) return '天数请填 1 到 365 的整数';
  if (kind !== 'campaign') return null;
  if (title.trim() === '' || body.trim() === '') return '请写标题和内容';
  return Array.from(title).length > 20 ? '标题最多 20 个字' : null;
}

/** @param now the phone's clock: a day more or less in "joined lately" harms nobody */
export function inputOf(draft: PushDraft, now: Instant): Parameters<PushApi['createPush']>[0] {
  const joinedDays = daysOf(draft.joinedDays);
  return {
    kind: draft.kind,
    audience: {
      cardExpiresWithinDays: daysOf(draft.cardDays),
      couponsExpireWithinDays: daysOf(draft.couponDays),
      joinedFrom: joinedDays === null ? null : addMs(now, -joinedDays * DAY_MS),
    },
    text: draft.kind === 'campaign' ? { title: draft.title.trim(), body: draft.body.trim() } : null,
    sendAt: null,
  };
}

export const phoneNow = (): Instant => instant(Date.now());
