import { minuteFrom } from '@contracts/primitives/clock/minute-of-day';
import type { CardPlanId, LeaderId, StoreId } from '@contracts/primitives/ids';
import {
  addMs,
  DAY_MS,
  instant,
  MINUTE_MS,
  startOfChinaDate,
  type Instant,
} from '@contracts/primitives/time';
import {
  checkForm,
  good,
  neededText,
  optionalWhole,
  wrong,
  type Checked,
  type Read,
} from '@/components/form/problems';
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
  segmentIds: readonly string[];
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
  segmentIds: [],
  date: '',
  clock: '10:00',
  givesPack: false,
  title: '',
  body: '',
};

/** A campaign for those in a segment. */
export const draftFor = (segmentId: string): PushDraft => ({
  ...EMPTY_DRAFT,
  kind: 'campaign',
  segmentIds: [segmentId],
});

const tagsOf = (typed: string): string[] => [
  ...new Set(typed.split(/[\s，,、]+/u).filter((tag) => tag !== '')),
];

/** Null: as soon as it is submitted. */
function sendAtOf({ date, clock }: PushDraft): Instant | null {
  const start = date === '' ? null : startOfChinaDate(date);
  return start === null ? null : addMs(start, (minuteFrom(clock) ?? 0) * MINUTE_MS);
}

const count = (typed: string, label: string, most: number): Read<number | null> =>
  optionalWhole(typed, label, [1, most], '，不限就留空');
const days = (typed: string, label: string) => count(typed, label, 365);

function tags(typed: string): Read<string[]> {
  const named = tagsOf(typed);
  return named.some((tag) => Array.from(tag).length > 20)
    ? wrong('标签', '每个标签最多 20 个字')
    : good(named);
}

function sendAt(draft: PushDraft, now: Instant): Read<Instant | null> {
  const at = sendAtOf(draft);
  return at !== null && at <= now ? wrong('发送时间', '发送时间已经过了') : good(at);
}

function title({ kind, title: typed }: PushDraft): Read<string> {
  if (kind !== 'campaign') return good('');
  return Array.from(typed.trim()).length > 20
    ? wrong('标题', '标题最多 20 个字')
    : neededText(typed, '标题', '请写标题');
}

const readsOf = (draft: PushDraft, now: Instant) => ({
  'coupon-days': days(draft.couponDays, '券到期天数'),
  'card-days': days(draft.cardDays, '卡到期天数'),
  'joined-days': days(draft.joinedDays, '入会天数'),
  'paid-days': days(draft.paidDays, '买单天数'),
  'not-paid-days': days(draft.notPaidDays, '没买单天数'),
  points: count(draft.points, '积分', 99_999_999),
  tags: tags(draft.tags),
  clock: sendAt(draft, now),
  title: title(draft),
  body: draft.kind === 'campaign' ? neededText(draft.body, '内容', '请写内容') : good(''),
});

export type PushInput = Parameters<PushApi['createPush']>[0];

/**
 * The push of the form, or everything that is wrong.
 * @param now the phone's clock: a day more or less in "joined lately" harms nobody
 */
export function pushFrom(draft: PushDraft, now: Instant): Checked<PushInput> {
  const reads = readsOf(draft, now);
  return checkForm(reads, (read) => {
    const joinedDays = read['joined-days'].value;
    return {
      kind: draft.kind,
      audience: {
        cardExpiresWithinDays: read['card-days'].value,
        couponsExpireWithinDays: read['coupon-days'].value,
        paidWithinDays: read['paid-days'].value,
        notPaidForDays: read['not-paid-days'].value,
        pointsAtLeast: read.points.value,
        tags: read.tags.value,
        storeIds: [...draft.storeIds],
        leaderIds: [...draft.leaderIds],
        cardPlanIds: [...draft.cardPlanIds],
        segmentIds: [...draft.segmentIds],
        joinedFrom: joinedDays === null ? null : addMs(now, -joinedDays * DAY_MS),
      },
      text: draft.kind === 'campaign' ? { title: read.title.value, body: read.body.value } : null,
      sendAt: read.clock.value,
      givesPack: draft.givesPack,
    };
  });
}

export const phoneNow = (): Instant => instant(Date.now());
