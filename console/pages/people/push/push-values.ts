import type { PushApi, PushKind } from '@contracts/message/push';
import { minuteFrom } from '@contracts/primitives/clock/minute-of-day';
import { isCardPlanId, isLeaderId, isStoreId } from '@contracts/primitives/ids';
import { addMs, DAY_MS, MINUTE_MS, startOfChinaDate, type Instant } from '@contracts/primitives/time';

export interface PushValues {
  kind: PushKind;
  title: string;
  body: string;
  day: string | null;
  clock: string | null;
  givesPack: boolean;
  couponDays: number | null;
  cardDays: number | null;
  joinedDays: number | null;
  paidDays: number | null;
  notPaidDays: number | null;
  points: number | null;
  tags: string[];
  storeIds: string[];
  leaderIds: string[];
  planIds: string[];
  segmentIds: string[];
}

export const NEW_PUSH: PushValues = {
  kind: 'campaign',
  title: '',
  body: '',
  day: null,
  clock: null,
  givesPack: false,
  couponDays: null,
  cardDays: null,
  joinedDays: null,
  paidDays: null,
  notPaidDays: null,
  points: null,
  tags: [],
  storeIds: [],
  leaderIds: [],
  planIds: [],
  segmentIds: [],
};

/** Null: as soon as it is submitted. */
export function sendAtOf({ day, clock }: Pick<PushValues, 'day' | 'clock'>): Instant | null {
  const start = day === null ? null : startOfChinaDate(day);
  return start === null ? null : addMs(start, (minuteFrom(clock) ?? 0) * MINUTE_MS);
}

/** @param now the browser's clock: a day more or less in "joined lately" harms nobody */
export function pushInput(values: PushValues, now: Instant): Parameters<PushApi['createPush']>[0] {
  const { kind, joinedDays } = values;
  return {
    kind,
    audience: {
      cardExpiresWithinDays: values.cardDays,
      couponsExpireWithinDays: values.couponDays,
      paidWithinDays: values.paidDays,
      notPaidForDays: values.notPaidDays,
      pointsAtLeast: values.points,
      tags: values.tags.map((tag) => tag.trim()).filter((tag) => tag !== ''),
      storeIds: values.storeIds.filter(isStoreId),
      leaderIds: values.leaderIds.filter(isLeaderId),
      cardPlanIds: values.planIds.filter(isCardPlanId),
      segmentIds: [...values.segmentIds],
      joinedFrom: joinedDays === null ? null : addMs(now, -joinedDays * DAY_MS),
    },
    text: kind === 'campaign' ? { title: values.title.trim(), body: values.body.trim() } : null,
    sendAt: sendAtOf(values),
    givesPack: values.givesPack,
  };
}
