import type { Change } from '@contracts/primitives/insight/figure-text';
import type { FigureKey } from '@contracts/primitives/insight/figures';
import { cutWords } from '@contracts/primitives/insight/cut-words';
import type { Cut } from '@contracts/primitives/insight/measures';
import type { Language } from '../../texts/use-texts';

export type ShownCut = Exclude<Cut, 'all'>;

const zh = {
  periods: { day: '天', week: '周', month: '月' },
  counts: (n: number, period: 'day' | 'week' | 'month') =>
    `近 ${n} ${{ day: '天', week: '周', month: '个月' }[period]}`,
  current: { day: '今天', week: '本周', month: '本月' },
  compare: { before: '比之前', year: '比去年' },
  columns: { figure: '指标', value: '数值', change: '变化', trend: '走势' },
  /** Null: as the contract names them, word for word. */
  figures: null as Readonly<Record<FigureKey, { name: string; says: string }>> | null,
  /** In a language of its own; Chinese says it as the phone does. */
  change: null as ((change: Change) => string) | null,
  than: { before: '之前', year: '去年' },
  ofPeriod: (period: string) => `${period} 的`,
  asOf: (at: string) => `数据算到 ${at}`,
  open: '还没结束',
  series: '经营报表',
  ranking: '分布和排名',
  cohorts: '留存',
  cuts: cutWords as Record<ShownCut, string>,
  name: '名称',
  more: '再看一些',
  cohort: {
    month: '首单月份',
    began: '首单会员',
    second: '90 天内二单',
    notOver: '未满 90 天',
    offset: (n: number) => (n === 0 ? '当月' : `+${n} 月`),
  },
  cohortNote: '每格：那一月还在买的人占首单会员的比例；下面是这批人到那一月的累计净销售额。',
  liability: {
    tab: '积分负债',
    says: '会员手里还能用的积分，含待生效的，减去欠的。没用就没了的：过期的和注销作废的，占所有用完和没了的积分。',
    points: '会员手里的积分',
    worth: '抵扣时值',
    noOffset: '积分不抵现金',
    rate: '至今没用就没了的',
    expected: '照此估计不会用的',
  },
  empty: '还没有数据',
};
export type InsightTexts = typeof zh;

const en: InsightTexts = {
  periods: { day: 'Days', week: 'Weeks', month: 'Months' },
  counts: (n, period) => `Last ${n} ${period}s`,
  current: { day: 'Today', week: 'This week', month: 'This month' },
  compare: { before: 'Against before', year: 'Against last year' },
  columns: { figure: 'Figure', value: 'Value', change: 'Change', trend: 'Trend' },
  figures: {
    netFen: {
      name: 'Net sales',
      says: 'Paid less refunded; a refund counts on the day it went back, in China.',
    },
    grossFen: { name: 'Sales', says: 'What members paid, refunds not taken off.' },
    refundFen: {
      name: 'Refunds',
      says: 'What went back, on that day, under the store, leader and tier of its order.',
    },
    orders: { name: 'Orders paid', says: 'Also those that came back later.' },
    keptOrders: {
      name: 'Orders kept',
      says: 'Paid above zero and not wholly refunded, on the day they were paid.',
    },
    averageFen: { name: 'Average order', says: 'Net sales ÷ orders kept.' },
    refundRate: { name: 'Refund rate', says: 'Refunds ÷ sales, both of this time.' },
    buyers: { name: 'Buyers', says: 'Members with an order kept; each once.' },
    repeatBuyers: { name: 'Repeat buyers', says: 'Members with two orders kept or more.' },
    repeatRate: { name: 'Repeat rate', says: 'Repeat buyers ÷ buyers.' },
    perBuyerFen: { name: 'Sales per buyer', says: 'Net sales ÷ buyers.' },
    ordersPerBuyer: { name: 'Orders per buyer', says: 'Orders kept ÷ buyers.' },
    joined: { name: 'New members', says: 'Who joined; two accounts that became one person count once.' },
    closed: { name: 'Accounts closed', says: 'How many closed their account.' },
    firstOrders: { name: 'First orders', says: 'Members whose first order kept is in this time.' },
    secondOrders: { name: 'Second orders', says: 'Members whose second order kept is in this time.' },
    invited: { name: 'Friends invited', says: 'Friends who joined by an invite that counts.' },
    couponsIssued: { name: 'Coupons issued', says: 'How many were given out.' },
    couponsUsed: { name: 'Coupons used', says: 'Less those whose use was taken back.' },
    couponsExpired: { name: 'Coupons expired', says: 'Less those that were extended afterwards.' },
    couponUseRate: { name: 'Coupon use rate', says: 'Used ÷ (used + expired).' },
    couponOrderFen: { name: 'Sales with a coupon', says: 'What was paid for orders with a coupon.' },
    couponOffFen: {
      name: 'Coupon discount',
      says: 'Taken off by coupons at checkout, whatever came back later.',
    },
    couponReturn: { name: 'Sales per ¥1 off', says: 'Sales with a coupon ÷ coupon discount.' },
    couponSavingFen: { name: 'Saved at the counter', says: 'By coupons redeemed at the counter.' },
    pointsEarned: { name: 'Points given', says: 'Also those that open later.' },
    pointsSpent: { name: 'Points taken', says: 'Exchanged, offset, clawed back and expired.' },
    pointsExpired: { name: 'Points expired', says: 'Not used in time; among the points taken.' },
    breakageRate: { name: 'Breakage rate', says: 'Points expired ÷ points taken.' },
    pointsForfeited: { name: 'Points forfeited', says: 'Left when an account was closed.' },
    redeemed: { name: 'Exchanges', says: 'In the points mall.' },
    delivered: { name: 'Messages delivered', says: 'Also into the inbox.' },
    openRate: { name: 'Open rate', says: 'Opened ÷ delivered, each by its own day.' },
    clickRate: { name: 'Click rate', says: 'Clicked ÷ delivered.' },
    messageOrders: {
      name: 'Orders after a message',
      says: 'Kept, paid within 3 days of opening or following one; each counts for the last that was looked at.',
    },
    messageOrderFen: { name: 'Sales after a message', says: 'Of these orders, less what came back.' },
    messageOrderRate: { name: 'Message order rate', says: 'Orders after a message ÷ delivered.' },
    tierUp: { name: 'Risen', says: 'How often a tier rose.' },
    tierDown: { name: 'Fallen', says: 'How often a tier fell.' },
  },
  change: ({ trend, percent }) => {
    if (trend === 'same') return percent === null ? 'nothing to compare' : 'the same';
    if (percent === null) return trend === 'up' ? 'none before' : 'less';
    return `${trend === 'up' ? '+' : '−'}${percent === 0 ? '<1' : percent}%`;
  },
  than: { before: 'before', year: 'last year' },
  ofPeriod: (period) => `of ${period}`,
  asOf: (at) => `Counted up to ${at}`,
  open: 'still open',
  series: 'Report',
  ranking: 'Breakdown',
  cohorts: 'Retention',
  cuts: {
    store: 'Store',
    tier: 'Tier then',
    tierNow: 'Tier now',
    leader: 'Leader then',
    leaderNow: 'Leader now',
    source: 'Source',
    category: 'Category',
    channel: 'Channel',
    message: 'Message',
    city: 'City',
  },
  name: 'Name',
  more: 'More',
  cohort: {
    month: 'First order in',
    began: 'Members',
    second: 'Second in 90 days',
    notOver: '90 days not over',
    offset: (n) => `+${n}`,
  },
  cohortNote:
    'Each cell: who bought in that month, of those who began; below, net sales of all of them until then.',
  liability: {
    tab: 'Points owed',
    says: 'Points members may still use, with those that open later, less what is owed. Never used: expired and forfeited, of all that ended.',
    points: 'Points outstanding',
    worth: 'Worth at the checkout',
    noOffset: 'Points take nothing off',
    rate: 'Never used so far',
    expected: 'Expected never to be used',
  },
  empty: 'Nothing yet',
};

export const insightTexts: Readonly<Record<Language, InsightTexts>> = { zh, en };
