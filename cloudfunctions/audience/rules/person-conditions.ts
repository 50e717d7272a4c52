import type { FeatureName, MemberFeatures } from '../../../contracts/audience/features';
import type { ConditionOf } from '../../../contracts/audience/segment-rule';
import {
  chinaDateOf,
  endOfChinaMonth,
  type Instant,
  chinaDayNumber,
  startOfChinaDay,
} from '../../../contracts/primitives/time';
import { daysAgo } from './buying-conditions';
import type { Judged, Subject } from './judged';
import { counted, isWithin, listText, rangeText, type Range } from './wanted-text';

/** Conditions of who somebody is, what they have and what they did with messages. */

/** A number that time does not change; null: there is none. */
const ofNumber = (
  value: number | null,
  range: Range,
  reads: FeatureName[],
  { has, none, say }: { has: string; none: string; say: (value: number) => string },
): Judged => ({
  holds: () => value !== null && isWithin(value, range),
  moments: [],
  reads,
  is: () => (value === null ? none : `${has}${say(value)}`),
  wanted: rangeText(range, say),
});

type Since = ConditionOf<'since'>['what'];
const moments: Readonly<Record<Since, { field: FeatureName; text: string }>> = {
  joined: { field: 'joinedAt', text: '入会' },
  firstOrder: { field: 'firstOrderAt', text: '第一次下单' },
  order: { field: 'lastOrderAt', text: '下单' },
  visit: { field: 'lastVisitAt', text: '到店或下单' },
  reached: { field: 'lastReachedAt', text: '收到消息' },
  opened: { field: 'lastOpenedAt', text: '看过消息' },
  clicked: { field: 'lastClickedAt', text: '点开过消息' },
  lowScore: { field: 'lowScoreAt', text: '打过 1、2 分' },
  qualityRefund: { field: 'qualityRefundAt', text: '因质量问题退款' },
  openComplaint: { field: 'openComplaintAt', text: '的投诉还没处理完' },
};

const momentOf = (of: MemberFeatures, what: Since): Instant | null => {
  switch (what) {
    case 'joined':
      return of.joinedAt;
    case 'firstOrder':
      return of.firstOrderAt;
    case 'order':
      return of.lastOrderAt;
    case 'visit':
      return of.lastVisitAt;
    case 'reached':
      return of.lastReachedAt;
    case 'opened':
      return of.lastOpenedAt;
    case 'clicked':
      return of.lastClickedAt;
    case 'lowScore':
      return of.lowScoreAt;
    case 'qualityRefund':
      return of.qualityRefundAt;
    case 'openComplaint':
      return of.openComplaintAt;
  }
};

export function since({ of }: Subject, one: ConditionOf<'since'>): Judged {
  const { field, text } = moments[one.what];
  const at = momentOf(of, one.what);
  const judged = { ...daysAgo(at, one, text), reads: [field] };
  return one.what === 'openComplaint' && at === null ? { ...judged, is: () => '没有待处理的投诉' } : judged;
}

/** What names a tier in words until somebody knows its name. */
const tierMark = (id: number): string => `tier_${id}`;

export const ofTier = ({ of: { tier } }: Subject, { anyOf }: ConditionOf<'tier'>): Judged => ({
  holds: () => tier !== null && anyOf.includes(tier),
  moments: [],
  reads: ['tier'],
  is: () => (tier === null ? '还没有等级' : `等级是${listText([tierMark(tier)])}`),
  wanted: `是${listText(anyOf.map(tierMark))}`,
});

export const ofPoints = ({ of }: Subject, one: ConditionOf<'points'>): Judged =>
  ofNumber(of.points, one, ['points'], { has: '可用积分', none: '', say: counted('分') });

export const ofRefunds = ({ of }: Subject, one: ConditionOf<'refunds'>): Judged =>
  ofNumber(of.refunds.n, one, ['refunds'], { has: '退款', none: '', say: counted('次') });

export const ofInvited = ({ of }: Subject, one: ConditionOf<'invited'>): Judged =>
  ofNumber(of.invited, one, ['invited'], { has: '邀请了', none: '', say: counted('人') });

export const ofCouponsUsed = ({ of }: Subject, one: ConditionOf<'couponsUsed'>): Judged =>
  ofNumber(of.coupons.used, one, ['coupons'], { has: '用过券', none: '', say: counted('张') });

export const ofTags = ({ of }: Subject, one: ConditionOf<'tags'>): Judged =>
  ofNumber(of.tags.length, one, ['tags'], { has: '标签', none: '', say: counted('个') });

export function ofCouponShare({ of }: Subject, one: ConditionOf<'couponShare'>): Judged {
  const { n, withCoupon } = of.orders;
  const share = n === 0 ? null : (withCoupon * 100) / n;
  return ofNumber(share, one, ['orders'], {
    has: '用券的订单占',
    none: '没有下过单',
    say: (percent) => ` ${Math.round(percent)}%`,
  });
}

/** Whether a list has one of the wanted. */
const ofList = (
  has: readonly string[],
  wanted: readonly string[],
  reads: FeatureName[],
  { label, none }: { label: string; none: string },
): Judged => ({
  holds: () => has.some((one) => wanted.includes(one)),
  moments: [],
  reads,
  is: () => (has.length === 0 ? none : `${label}${listText(has)}`),
  wanted: `有${listText(wanted)}`,
});

export const tagged = ({ of }: Subject, { anyOf }: ConditionOf<'tag'>): Judged =>
  ofList(of.tags, anyOf, ['tags'], { label: '标签', none: '没有标签' });

const sources: Readonly<Record<MemberFeatures['source'], string>> = {
  scan: '扫码',
  group: '微信群',
  group_unknown: '某个微信群',
  chat: '聊天',
  link: '链接',
  timeline: '朋友圈',
  message: '消息',
  other: '其他',
  unknown: '不清楚',
  invite: '朋友邀请',
  import: '导入',
  own: '自己来的',
};

export const cameBy = ({ of }: Subject, { anyOf }: ConditionOf<'source'>): Judged => ({
  ...ofList([of.source], anyOf, ['source'], { label: '', none: '' }),
  is: () => `来源是${listText([sources[of.source]])}`,
  wanted: `是${listText(anyOf.map((one) => sources[one]))}`,
});

export function atStore({ of }: Subject, { how, anyOf }: ConditionOf<'store'>): Judged {
  const joined = of.storeId === null ? [] : [of.storeId];
  return how === 'joined'
    ? ofList(joined, anyOf, ['storeId'], { label: '入会门店', none: '不是在门店入会' })
    : ofList(of.storeIds, anyOf, ['storeIds'], { label: '去过的门店', none: '没有去过门店' });
}

export const boughtInCity = ({ of }: Subject, { anyOf }: ConditionOf<'city'>): Judged =>
  ofList(of.cities, anyOf, ['cities'], { label: '买过的城市', none: '没有在哪个城市买过' });

export const ledBy = ({ of }: Subject, { anyOf }: ConditionOf<'leader'>): Judged => ({
  holds: () => of.leaderId !== null && (anyOf.length === 0 || anyOf.includes(of.leaderId)),
  moments: [],
  reads: ['leaderId'],
  is: () => (of.leaderId === null ? '没有团长' : '有团长'),
  wanted: anyOf.length === 0 ? '有团长' : '是选定的团长',
});

function bornIn({ of }: Subject, { months }: ConditionOf<'birthday'>): Judged {
  const thisMonth = (at: Instant): number => Number(chinaDateOf(at).slice(5, 7));
  const isNow = months.length === 0;
  return {
    holds: (at) =>
      of.birthMonth !== null && (isNow ? of.birthMonth === thisMonth(at) : months.includes(of.birthMonth)),
    moments: [],
    reads: ['birthMonth'],
    is: () => (of.birthMonth === null ? '没有填生日' : `${of.birthMonth} 月生日`),
    wanted: isNow ? '本月生日' : `${months.join('、')} 月生日`,
  };
}

/** The same, with the turns of months it depends on. */
export function birthday(subject: Subject, one: ConditionOf<'birthday'>, now: Instant): Judged {
  const turns = Array.from({ length: 13 }, (_, month) => endOfChinaMonth(now, month));
  const born = bornIn(subject, one);
  return one.months.length === 0 && subject.of.birthMonth !== null ? { ...born, moments: turns } : born;
}

/** Usable while `now < expiry`. */
export function usableCoupons({ of }: Subject, one: ConditionOf<'coupons'>): Judged {
  const usable = (at: Instant): number => of.couponsExpire.filter((expiry) => at < expiry).length;
  return {
    holds: (at) => isWithin(usable(at), one),
    moments: of.couponsExpire,
    reads: ['couponsExpire'],
    is: (at) => `有 ${usable(at)} 张可用券`,
    wanted: rangeText(one, counted('张')),
  };
}

/** The last day it can be used lies within so many days, today the first. */
export function expiring({ of }: Subject, { what, days }: ConditionOf<'expiring'>): Judged {
  const expiries = what === 'points' ? of.pointsExpire : of.couponsExpire;
  const lastDay = (expiry: Instant): number =>
    chinaDayNumber(expiry) - (startOfChinaDay(chinaDayNumber(expiry)) === expiry ? 1 : 0);
  const within = (at: Instant): Instant[] =>
    expiries.filter((expiry) => at < expiry && lastDay(expiry) - chinaDayNumber(at) < days);
  const noun = what === 'points' ? '积分' : '券';
  return {
    holds: (at) => within(at).length > 0,
    moments: expiries.flatMap((expiry) => [expiry, startOfChinaDay(Math.max(0, lastDay(expiry) - days + 1))]),
    reads: [what === 'points' ? 'pointsExpire' : 'couponsExpire'],
    is: (at) => (within(at).length > 0 ? `${days} 天内有${noun}到期` : `${days} 天内没有${noun}到期`),
    wanted: `${days} 天内有${noun}到期`,
  };
}

export const inBucket = ({ bucket }: Subject, { from, until }: ConditionOf<'bucket'>): Judged => ({
  holds: () => from <= bucket && bucket < until,
  moments: [],
  reads: [],
  is: () => `随机分组在第 ${bucket} 份`,
  wanted: `第 ${from} 到 ${until - 1} 份`,
});
