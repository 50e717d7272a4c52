import * as z from 'zod';
import { FIXED_ADDRESS } from '../cloudbase/functions/network/egress';
import { tradeOrderSchema, type TradeOrder } from './trade/trade-order';

/**
 * Everything the sandbox remembers. It lives in memory and can be written down and read back,
 * so that the persistent local mode survives a restart with its credits and messages.
 */
const accessTokenSchema = z.object({
  appid: z.string(),
  token: z.string(),
  issuedAt: z.number(),
  expiresAt: z.number(),
  /** A forced refresh kills the previous token at once; an expired one is remembered so that it answers 42001. */
  revoked: z.boolean(),
});

const phoneCodeSchema = z.object({
  appid: z.string(),
  openid: z.string(),
  phoneNumber: z.string(),
  expiresAt: z.number(),
  used: z.boolean(),
});

const messageSchema = z.object({
  id: z.number(),
  openid: z.string(),
  appid: z.string(),
  templateId: z.string(),
  title: z.string(),
  fields: z.array(z.object({ key: z.string(), label: z.string(), value: z.string() })),
  page: z.string().nullable(),
  miniprogramState: z.string(),
  lang: z.string(),
  sentAt: z.number(),
  read: z.boolean(),
});

const loginCodeSchema = z.object({
  openid: z.string(),
  sessionKey: z.string(),
  expiresAt: z.number(),
  used: z.boolean(),
});
const urlLinkSchema = z.object({ page: z.string(), query: z.string(), expiresAt: z.number() });

/** `wx.getSetting({withSubscriptions: true})` plus whether the privacy sheet was agreed to: kept by the WeChat app per person. */
const personSettingsSchema = z.object({
  mainSwitch: z.boolean(),
  itemSettings: z.array(z.tuple([z.string(), z.enum(['accept', 'reject'])])),
  privacyAgreed: z.boolean(),
});

const tradeEventSchema = z.object({
  kind: z.enum(['shipped', 'settled', 'remind_shipping']),
  outTradeNo: z.string(),
});

const pictureCheckSchema = z.object({
  traceId: z.string(),
  openid: z.string(),
  url: z.string(),
});

const snapshotSchema = z.object({
  drawn: z.number(),
  accessTokens: z.array(accessTokenSchema),
  phoneCodes: z.array(z.tuple([z.string(), phoneCodeSchema])),
  credits: z.array(z.tuple([z.string(), z.number()])),
  messages: z.array(messageSchema),
  people: z.array(z.tuple([z.string(), personSettingsSchema])),
  officialAllowlist: z.array(z.string()).default([FIXED_ADDRESS]),
  followers: z.array(z.string()).default([]),
  followerUnions: z.array(z.tuple([z.string(), z.string()])).default([]),
  clientMessages: z.array(z.tuple([z.string(), z.object({ id: z.number(), at: z.number() })])).default([]),
  loginCodes: z.array(z.tuple([z.string(), loginCodeSchema])).default([]),
  sessionKeys: z.array(z.tuple([z.string(), z.string()])).default([]),
  urlLinks: z.array(z.tuple([z.string(), urlLinkSchema])).default([]),
  tradeOrders: z.array(z.tuple([z.string(), tradeOrderSchema])).default([]),
  tradeEvents: z.array(tradeEventSchema).default([]),
  isTradeManaged: z.boolean().default(true),
  visits: z.array(z.tuple([z.string(), z.number()])).default([]),
  contentChecks: z.object({ minute: z.number(), count: z.number() }).default({ minute: 0, count: 0 }),
  pictureChecks: z.array(pictureCheckSchema).default([]),
  /** Absent in what an older version saved. */
  pay: z.unknown().optional(),
});

export type AccessToken = z.infer<typeof accessTokenSchema>;
export type PhoneCode = z.infer<typeof phoneCodeSchema>;
export type ServiceMessage = z.infer<typeof messageSchema>;
export type PersonSettings = z.infer<typeof personSettingsSchema>;

export interface WechatState {
  /** How many random strings were drawn: with the seed it makes every next one. */
  drawn: number;
  accessTokens: AccessToken[];
  phoneCodes: Map<string, PhoneCode>;
  /** Subscription credits by `creditKey`. */
  credits: Map<string, number>;
  messages: ServiceMessage[];
  people: Map<string, PersonSettings>;
  /** Addresses the official account's token may be fetched from (IP 白名单). */
  officialAllowlist: string[];
  /** Openids, under the official account's appid, of those who follow it. */
  followers: Set<string>;
  /** Their unionids, where the account is bound to an open platform account. */
  followerUnions: Map<string, string>;
  /** Template messages by `<openid> <client_msg_id>`. */
  clientMessages: Map<string, { id: number; at: number }>;
  loginCodes: Map<string, z.infer<typeof loginCodeSchema>>;
  /** Of the newest login, by openid. */
  sessionKeys: Map<string, string>;
  urlLinks: Map<string, z.infer<typeof urlLinkSchema>>;
  /** 发货信息管理, by out_trade_no; an order nobody told of is not in it. */
  tradeOrders: Map<string, TradeOrder>;
  /** What is still to be pushed of them. */
  tradeEvents: z.infer<typeof tradeEventSchema>[];
  /** The mini-program has access to 发货信息管理. */
  isTradeManaged: boolean;
  /** When each person was last in the mini-program. */
  visits: Map<string, number>;
  /** Questions about content in the running minute. */
  contentChecks: { minute: number; count: number };
  /** Pictures whose verdict is still to be pushed. */
  pictureChecks: z.infer<typeof pictureCheckSchema>[];
}

export const creditKey = (openid: string, templateId: string): string => `${openid} ${templateId}`;

export const emptyState = (): WechatState => ({
  drawn: 0,
  accessTokens: [],
  phoneCodes: new Map(),
  credits: new Map(),
  messages: [],
  people: new Map(),
  officialAllowlist: [FIXED_ADDRESS],
  followers: new Set(),
  followerUnions: new Map(),
  clientMessages: new Map(),
  loginCodes: new Map(),
  sessionKeys: new Map(),
  urlLinks: new Map(),
  tradeOrders: new Map(),
  tradeEvents: [],
  isTradeManaged: true,
  visits: new Map(),
  contentChecks: { minute: 0, count: 0 },
  pictureChecks: [],
});

export const settingsOf = (state: WechatState, openid: string): PersonSettings =>
  state.people.get(openid) ?? { mainSwitch: true, itemSettings: [], privacyAgreed: false };

export const writeSnapshot = (state: WechatState, pay: object): string =>
  JSON.stringify({
    pay,
    ...state,
    phoneCodes: [...state.phoneCodes],
    credits: [...state.credits],
    people: [...state.people],
    followers: [...state.followers],
    followerUnions: [...state.followerUnions],
    clientMessages: [...state.clientMessages],
    loginCodes: [...state.loginCodes],
    sessionKeys: [...state.sessionKeys],
    urlLinks: [...state.urlLinks],
    tradeOrders: [...state.tradeOrders],
    visits: [...state.visits],
  } satisfies z.input<typeof snapshotSchema>);

export function readSnapshot(json: string): { state: WechatState; pay: unknown } {
  const { pay, ...snapshot } = snapshotSchema.parse(JSON.parse(json));
  const state = {
    ...snapshot,
    phoneCodes: new Map(snapshot.phoneCodes),
    credits: new Map(snapshot.credits),
    people: new Map(snapshot.people),
    followers: new Set(snapshot.followers),
    followerUnions: new Map(snapshot.followerUnions),
    clientMessages: new Map(snapshot.clientMessages),
    loginCodes: new Map(snapshot.loginCodes),
    sessionKeys: new Map(snapshot.sessionKeys),
    urlLinks: new Map(snapshot.urlLinks),
    tradeOrders: new Map(snapshot.tradeOrders),
    visits: new Map(snapshot.visits),
  };
  return { state, pay };
}
