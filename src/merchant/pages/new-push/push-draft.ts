import type { CardPlanId, LeaderId, StoreId } from '@contracts/primitives/ids';
import {
  addMs,
  DAY_MS,
  instant,
  MINUTE_MS,
  startOfChinaDate,
  type Instant,
} from '@contracts/primitives/time';
import { wholeTyped } from '@contracts/primitives/typed';
import type { PushApi, PushKind } from '@contracts/message/push';

/** What the form holds: text as it was typed, choices as they were tapped. */
export interface PushDraft {
  kind: PushKind;
  cardDays: string;
  couponDays: string;
  joinedDays: string;
  paidDays: string;
  notPaidDays: string;
  points: string;
  tags: string;
  storeIds: readonly StoreId[];
  leaderIds: readonly LeaderId[];
  cardPlanIds: readonly CardPlanId[];
  /** `2026-11-22` and `20:00`, China time; empty date: as soon as it is submitted. */
  date: string;
  clock: string;
  givesPack: boolean;
  title: string;
  body: string;
}

export const EMPTY_DRAFT: PushDraft = {
  kind: 'coupon_expiry',
  cardDays: '',
  couponDays: '',
  joinedDays: '',
  paidDays: '',
  notPaidDays: '',
  points: '',
  tags: '',
  storeIds: [],
  leaderIds: [],
  cardPlanIds: [],
  date: '',
  clock: '10:00',
  givesPack: false,
  title: '',
  body: '',
};

/** Null: not filled in. `NaN`: not a whole number up to the most. */
function countOf(typed: string, most: number): number | null {
  if (typed.trim() === '') return null;
  return wholeTyped(typed, 1, most) ?? NaN;
}
const daysOf = (typed: string): number | null => countOf(typed, 365);
const pointsOf = (typed: string): number | null => countOf(typed, 99_999_999);

const tagsOf = (typed: string): string[] => [
  ...new Set(typed.split(/[\s，,、]+/u).filter((tag) => tag !== '')),
];

/** Null: as soon as it is submitted. */
function sendAtOf({ date, clock }: PushDraft): Instant | null {
  const start = date === '' ? null : startOfChinaDate(date);
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return start === null ? null : addMs(start, (hour * 60 + minute) * MINUTE_MS);
}

/** What is wrong with the form, in the order of the page; null when it can be sent. */
export function problemOf(draft: PushDraft, now: Instant): string | null {
  const { kind, cardDays, couponDays, joinedDays, paidDays, notPaidDays, points, tags, title, body } = draft;
  if ([couponDays, cardDays, joinedDays, paidDays, notPaidDays].map(daysOf).some(Number.isNaN))
    return '天数请填 1 到 365 的整数';
  if (Number.isNaN(pointsOf(points))) return '积分请填大于 0 的整数';
  if (tagsOf(tags).some((tag) => Array.from(tag).length > 20)) return '每个标签最多 20 个字';
  const sendAt = sendAtOf(draft);
  if (sendAt !== null && sendAt <= now) return '发送时间已经过了';
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
      paidWithinDays: daysOf(draft.paidDays),
      notPaidForDays: daysOf(draft.notPaidDays),
      pointsAtLeast: pointsOf(draft.points),
      tags: tagsOf(draft.tags),
      storeIds: [...draft.storeIds],
      leaderIds: [...draft.leaderIds],
      cardPlanIds: [...draft.cardPlanIds],
      joinedFrom: joinedDays === null ? null : addMs(now, -joinedDays * DAY_MS),
    },
    text: draft.kind === 'campaign' ? { title: draft.title.trim(), body: draft.body.trim() } : null,
    sendAt: sendAtOf(draft),
    givesPack: draft.givesPack,
  };
}

export const phoneNow = (): Instant => instant(Date.now());
