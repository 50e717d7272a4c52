import { DEMO_APPID } from './demo-people';
import type { SettingsContent } from '../../contracts/office/setting-values';
import { payVariables } from '../wechat/pay';
import type { SubscribeTemplate, WechatAccount } from '../wechat';

/**
 * Variables and settings of the demo: what one would write into `.env` and push, pointed at the sandbox. The keys are for this
 * laptop only and protect nothing; a deployment makes its own (docs/operations.md).
 */
const DEMO_SECRET = 'demo-secret-for-the-sandbox-only';
const COUPON_EXPIRY_TEMPLATE = 'tmpl-coupon-expiry';
const POINTS_EXPIRY_TEMPLATE = 'tmpl-points-expiry';
const CARD_EXPIRY_TEMPLATE = 'tmpl-card-expiry';
const LEADER_TEMPLATE = 'tmpl-leader';
export const CAMPAIGN_TEMPLATE = 'tmpl-campaign';
const ORDER_TEMPLATE = 'tmpl-order';
const POINTS_CHANGE_TEMPLATE = 'tmpl-points-change';
const PICKUP_TEMPLATE = 'tmpl-pickup';
const MEMBER_TEMPLATE = 'tmpl-member';
/** The official account of the demo merchant. */
export const DEMO_OA_APPID = 'wxdemo0tuankaoa01';
const DEMO_OA_SECRET = 'demo-secret-of-the-official-account';
/** 服务器配置 of the official account and 消息推送 of the mini-program, typed in alike. */
export const DEMO_WECHAT_PUSH = {
  token: 'demoToken2026',
  aesKey: Buffer.alloc(32, 5).toString('base64').slice(0, 43),
  functionName: 'wechat-events',
};

const keyOf = (byte: number): string => Buffer.alloc(32, byte).toString('base64');

export const demoAccounts: WechatAccount[] = [
  {
    appid: DEMO_APPID,
    secret: DEMO_SECRET,
    kind: 'mini-program',
    name: '团卡邻里',
    push: DEMO_WECHAT_PUSH,
  },
  {
    appid: DEMO_OA_APPID,
    secret: DEMO_OA_SECRET,
    kind: 'official-account',
    name: '团卡邻里服务号',
    push: DEMO_WECHAT_PUSH,
  },
];

export const demoTemplates: SubscribeTemplate[] = [
  {
    id: COUPON_EXPIRY_TEMPLATE,
    title: '优惠券到期提醒',
    fields: [
      { key: 'thing1', label: '优惠券', sample: '满 29 减 5' },
      { key: 'amount2', label: '金额', sample: '¥5' },
      { key: 'time3', label: '到期时间', sample: '2026年11月21日 20:30' },
      { key: 'thing4', label: '温馨提示', sample: '到期后就不能用了，记得用掉哦' },
    ],
  },
  {
    id: POINTS_EXPIRY_TEMPLATE,
    title: '积分到期提醒',
    fields: [
      { key: 'number1', label: '到期积分', sample: '120' },
      { key: 'time2', label: '到期时间', sample: '2026年12月1日 00:00' },
      { key: 'thing3', label: '温馨提示', sample: '去积分商城看看吧' },
    ],
  },
  {
    id: CARD_EXPIRY_TEMPLATE,
    title: '会员卡领取与到期提醒',
    fields: [
      { key: 'thing1', label: '会员卡', sample: '邻里会员卡' },
      { key: 'time2', label: '到期时间', sample: '2026年12月21日 20:30' },
      { key: 'thing3', label: '温馨提示', sample: '到期前到店续一下，优惠不断' },
    ],
  },
  {
    id: LEADER_TEMPLATE,
    title: '团长事项通知',
    fields: [
      { key: 'thing1', label: '事项', sample: '团长申请' },
      { key: 'thing2', label: '结果', sample: '已通过' },
      { key: 'thing3', label: '备注', sample: '打开就能看到你的团码' },
    ],
  },
  {
    id: ORDER_TEMPLATE,
    title: '订单通知',
    fields: [
      { key: 'amount1', label: '金额', sample: '¥32' },
      { key: 'thing2', label: '门店或说明', sample: '幸福里店' },
      { key: 'time3', label: '时间', sample: '2026年11月21日 20:30' },
      { key: 'thing4', label: '备注', sample: '优惠和积分都记在这张单里了' },
    ],
  },
  {
    id: POINTS_CHANGE_TEMPLATE,
    title: '积分变动提醒',
    fields: [
      { key: 'thing1', label: '变动', sample: '+32 积分' },
      { key: 'number2', label: '可用积分', sample: '320' },
      { key: 'thing3', label: '原因', sample: '积分到账，可以使用了' },
    ],
  },
  {
    id: PICKUP_TEMPLATE,
    title: '兑换提货提醒',
    fields: [
      { key: 'thing1', label: '兑换商品', sample: '保温杯' },
      { key: 'character_string2', label: '提货码', sample: '123456789012' },
      { key: 'thing3', label: '温馨提示', sample: '到店报提货码就能拿' },
    ],
  },
  {
    id: MEMBER_TEMPLATE,
    title: '会员权益通知',
    fields: [
      { key: 'thing1', label: '内容', sample: '会员等级：金卡' },
      { key: 'thing2', label: '温馨提示', sample: '权益已经更新，点开看看' },
    ],
  },
  {
    id: CAMPAIGN_TEMPLATE,
    title: '活动通知',
    fields: [
      { key: 'thing1', label: '活动', sample: '周六会员日' },
      { key: 'thing2', label: '内容', sample: '会员全场 95 折' },
    ],
  },
];

/** What the account's followers can subscribe to; the demo sends by its template messages and maps none of it. */
export const demoOfficialNotices: SubscribeTemplate[] = [
  {
    id: 'oa-notice-coupon',
    title: '优惠券到期提醒',
    fields: [
      { key: 'thing1', label: '优惠券' },
      { key: 'amount2', label: '金额' },
      { key: 'time3', label: '到期时间' },
    ],
  },
];

export const demoOfficialTemplates: SubscribeTemplate[] = [
  {
    id: 'oa-coupon-expiry',
    title: '优惠券到期通知',
    fields: [
      { key: 'thing1', label: '优惠券' },
      { key: 'amount2', label: '金额' },
      { key: 'time3', label: '到期时间' },
    ],
  },
  {
    id: 'oa-card-expiry',
    title: '会员卡到期通知',
    fields: [
      { key: 'thing1', label: '会员卡' },
      { key: 'time2', label: '到期时间' },
    ],
  },
];

/** The environment variables of every function. @param url where the local cloud listens */
export const demoVariables = (url: string): Record<string, string> => ({
  MERCHANT_NAME: '团卡邻里',
  WECHAT_API_BASE: `${url}/wechat`,
  WECHAT_APPID: DEMO_APPID,
  WECHAT_SECRET: DEMO_SECRET,
  WECHAT_VERSION: 'developer',
  ...payVariables(url),
  PHONE_KEYS: `k2:${keyOf(4)},k1:${keyOf(1)}`,
  PHONE_HASH_KEY: keyOf(2),
  MEMBER_CODE_KEY: keyOf(3),
  WECHAT_PUSH_TOKEN: '',
  WECHAT_PUSH_AES_KEY: '',
  OA_APPID: DEMO_OA_APPID,
  OA_SECRET: DEMO_OA_SECRET,
  OA_TOKEN: DEMO_WECHAT_PUSH.token,
  OA_AES_KEY: DEMO_WECHAT_PUSH.aesKey,
});

/** What the demo merchant decided; the rules are the usual ones. */
export const demoSettings: SettingsContent = {
  messageTemplates: {
    coupon_expiry: {
      templateId: COUPON_EXPIRY_TEMPLATE,
      fields: { thing1: 'title', amount2: 'amount', time3: 'expiresAt', thing4: 'tip' },
    },
    points_expiry: {
      templateId: POINTS_EXPIRY_TEMPLATE,
      fields: { number1: 'points', time2: 'expiresAt', thing3: 'tip' },
    },
    card_expiry: {
      templateId: CARD_EXPIRY_TEMPLATE,
      fields: { thing1: 'title', time2: 'expiresAt', thing3: 'tip' },
    },
    // 领卡通知 shares the card's template: until when, and what to do.
    claim_waiting: {
      templateId: CARD_EXPIRY_TEMPLATE,
      fields: { thing1: 'title', time2: 'expiresAt', thing3: 'tip' },
    },
    leader_application: {
      templateId: LEADER_TEMPLATE,
      fields: { thing1: 'title', thing2: 'result', thing3: 'tip' },
    },
    leader_handover: {
      templateId: LEADER_TEMPLATE,
      fields: { thing1: 'title', thing2: 'to', thing3: 'from' },
    },
    points_changed: {
      templateId: POINTS_CHANGE_TEMPLATE,
      fields: { thing1: 'change', number2: 'balance', thing3: 'reason' },
    },
    redemption_ready: {
      templateId: PICKUP_TEMPLATE,
      fields: { thing1: 'title', character_string2: 'code', thing3: 'tip' },
    },
    reward_earned: { templateId: MEMBER_TEMPLATE, fields: { thing1: 'title', thing2: 'tip' } },
    tier_changed: { templateId: MEMBER_TEMPLATE, fields: { thing1: 'title', thing2: 'tip' } },
    birthday: { templateId: MEMBER_TEMPLATE, fields: { thing1: 'title', thing2: 'tip' } },
    order_paid: {
      templateId: ORDER_TEMPLATE,
      fields: { amount1: 'amount', thing2: 'store', time3: 'at', thing4: 'tip' },
    },
    order_refunded: {
      templateId: ORDER_TEMPLATE,
      fields: { amount1: 'amount', thing2: 'store', time3: 'at', thing4: 'tip' },
    },
    campaign: { templateId: CAMPAIGN_TEMPLATE, fields: { thing1: 'title', thing2: 'body' } },
  },
  officialTemplates: {
    coupon_expiry: {
      templateId: 'oa-coupon-expiry',
      fields: { thing1: 'title', amount2: 'amount', time3: 'expiresAt' },
    },
    card_expiry: { templateId: 'oa-card-expiry', fields: { thing1: 'title', time2: 'expiresAt' } },
  },
};
