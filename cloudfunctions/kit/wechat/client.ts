import * as z from 'zod';
import type { OpenId, UnionId } from '../../../contracts/primitives/ids';
import { openId, unionId } from '../../../contracts/values';
import type { Variables } from '../config/settings';
import type { TokenAccount } from './account/access-token';
import { openWechatApi, parseAnswer, type WechatApi } from './account/wechat-api';
import { createContentCheck, type ContentCheck } from './content-check';
import { msgIdIn } from './receipt';
import { checkedScene } from './scene';
import { createOrderShipping, type OrderShipping } from './shipping/order-shipping';
import { WechatUnreachable, type WechatAccountName, type WechatNotReady } from './wechat-error';

/**
 * A plain HTTPS client of WeChat's documented server API, the same for the real one and the sandbox
 * (docs/decisions/0006-plain-https-to-wechat.md). Paths, bodies and errors: platform-facts, sections 1 to 3.
 */
export interface SubscribeMessage {
  toOpenId: OpenId;
  templateId: string;
  /** Page a tap opens, with its query, no leading slash. */
  page: string;
  data: Readonly<Record<string, { value: string }>>;
}

/** A template message of the official account; a tap opens a page of the mini-program. */
export interface TemplateMessage extends SubscribeMessage {
  /** WeChat drops a repeat with the same id for about ten minutes; at most 32 characters. */
  clientMessageId: string;
}

/** WeChat's id of a message it took: its later events name it. */
export type SendReceipt = string | null;

export interface Follower {
  openId: OpenId;
  subscribed: boolean;
  /** Null: the account is not bound to an open platform account, or the person does not follow. */
  unionId: UnionId | null;
}

export interface WechatClient {
  /** Why this account cannot be called in this run any more; null: nothing is known against it. */
  notReady(account: WechatAccountName): WechatNotReady | null;
  /**
   * Exchanges the code of the phone button, once, for the number. The openid makes WeChat check that the code is this caller's.
   * @throws WechatError 40029 (used, expired or foreign code), 45011; WechatUnreachable
   */
  exchangePhoneCode(code: string, openId: OpenId): Promise<{ countryCode: string; number: string }>;
  /** @throws WechatNotReady (waits); WechatError 43101 (no credit), 47003 (field), 40037, 41030, -1 …; WechatUnreachable (may have been sent) */
  sendSubscribeMessage(message: SubscribeMessage): Promise<SendReceipt>;
  /** By the official account, to a follower. @throws WechatError 43004 (no follower), 47003, 40037 …; WechatUnreachable */
  sendTemplateMessage(message: TemplateMessage): Promise<SendReceipt>;
  /** 订阅通知 of the official account, to who subscribed to it. @throws WechatError 43101 (did not, or used up), 47003, 40037 …; WechatUnreachable */
  sendSubscribeNotice(message: SubscribeMessage): Promise<SendReceipt>;
  /** Followers of the official account, at most 100 at once. @throws WechatError; WechatUnreachable */
  readFollowers(openIds: readonly OpenId[]): Promise<Follower[]>;
  /** A page of the openids that follow; `next` is null on the last one. @throws WechatError; WechatUnreachable */
  listFollowers(after: string | null): Promise<{ openIds: OpenId[]; next: string | null }>;
  /** Trades wx.login's code, once, for the session it opened. @throws WechatError 40029, 45011, 40226; WechatUnreachable */
  exchangeLoginCode(code: string): Promise<{ openId: OpenId; sessionKey: string }>;
  /** A link into the mini-program for outside WeChat, for at most 30 days. @throws WechatError 40165, 40212, 45009; WechatUnreachable */
  makeUrlLink(input: { page: string; query: string; days: number }): Promise<string>;
  /** PNG of a permanent mini-program code. @throws WechatError 40169, 41030, 45009; WechatUnreachable */
  drawMiniProgramCode(input: { scene: string; page: string }): Promise<Buffer>;
  /** 发货信息管理. */
  shipping: OrderShipping;
  /** 内容安全. */
  content: ContentCheck;
}

const phoneAnswer = z.object({
  phone_info: z.object({
    purePhoneNumber: z.string().regex(/^\d{5,15}$/),
    // Typed as a string in the documentation, seen as a number in its samples.
    countryCode: z.coerce.string().regex(/^\d{1,4}$/),
    watermark: z.object({ appid: z.string() }),
  }),
});

const sessionAnswer = z.object({ openid: openId, session_key: z.string().min(1) });
const linkAnswer = z.object({ url_link: z.url() });

const followersAnswer = z.object({
  user_info_list: z.array(
    z.object({ openid: openId, subscribe: z.coerce.number(), unionid: unionId.optional() }),
  ),
});
const followerPageAnswer = z.object({
  count: z.number(),
  data: z.object({ openid: z.array(openId) }).optional(),
  next_openid: z.string().optional(),
});

/** Calls with the token of one account. */
type Call = (path: string, body: unknown) => Promise<Buffer>;

function createIdentityCalls(
  { appId, secret }: Variables['wechat'],
  api: WechatApi,
  call: Call,
): Pick<WechatClient, 'exchangePhoneCode' | 'exchangeLoginCode'> {
  return {
    async exchangePhoneCode(code, openId) {
      const answer = await call('/wxa/business/getuserphonenumber', { code, openid: openId });
      const { phone_info } = parseAnswer(phoneAnswer, answer);
      if (phone_info.watermark.appid !== appId) throw new WechatUnreachable('watermark of another app');
      return { countryCode: phone_info.countryCode, number: phone_info.purePhoneNumber };
    },
    async exchangeLoginCode(code) {
      const query = new URLSearchParams({
        appid: appId,
        secret,
        js_code: code,
        grant_type: 'authorization_code',
      });
      const answer = await api.post(`/sns/jscode2session?${query}`);
      const { openid, session_key } = parseAnswer(sessionAnswer, answer);
      return { openId: openid, sessionKey: session_key };
    },
  };
}

function createMessageCalls(
  { appId, version }: Variables['wechat'],
  call: Call,
  callOfAccount: Call,
): Pick<WechatClient, 'sendSubscribeMessage' | 'sendTemplateMessage' | 'sendSubscribeNotice'> {
  return {
    async sendSubscribeMessage({ toOpenId, templateId, page, data }) {
      const answer = await call('/cgi-bin/message/subscribe/send', {
        touser: toOpenId,
        template_id: templateId,
        page,
        miniprogram_state: version,
        lang: 'zh_CN',
        data,
      });
      return receiptOf(answer);
    },
    async sendTemplateMessage({ toOpenId, templateId, page, data, clientMessageId }) {
      const body = {
        touser: toOpenId,
        template_id: templateId,
        miniprogram: { appid: appId, pagepath: page },
        client_msg_id: clientMessageId,
        data,
      };
      return receiptOf(await callOfAccount('/cgi-bin/message/template/send', body));
    },
    async sendSubscribeNotice({ toOpenId, templateId, page, data }) {
      const body = {
        touser: toOpenId,
        template_id: templateId,
        miniprogram: { appid: appId, pagepath: page },
        data,
      };
      return receiptOf(await callOfAccount('/cgi-bin/message/subscribe/bizsend', body));
    },
  };
}

function createFollowerCalls(callOfAccount: Call): Pick<WechatClient, 'readFollowers' | 'listFollowers'> {
  return {
    async readFollowers(openIds) {
      if (openIds.length === 0) return [];
      const user_list = openIds.map((openid) => ({ openid, lang: 'zh_CN' }));
      const answer = await callOfAccount('/cgi-bin/user/info/batchget', { user_list });
      return parseAnswer(followersAnswer, answer).user_info_list.map(({ openid, subscribe, unionid }) => ({
        openId: openid,
        subscribed: subscribe === 1,
        unionId: unionid ?? null,
      }));
    },
    async listFollowers(after) {
      const query = after === null ? '' : `?next_openid=${encodeURIComponent(after)}`;
      const answer = await callOfAccount(`/cgi-bin/user/get${query}`, undefined);
      const { count, data, next_openid } = parseAnswer(followerPageAnswer, answer);
      const openIds = data?.openid ?? [];
      return { openIds, next: count > 0 && next_openid ? next_openid : null };
    },
  };
}

function createDoorCalls(
  version: Variables['wechat']['version'],
  call: Call,
): Pick<WechatClient, 'makeUrlLink' | 'drawMiniProgramCode'> {
  const envVersion = { formal: 'release', trial: 'trial', developer: 'develop' }[version];
  return {
    async makeUrlLink({ page, query, days }) {
      const answer = await call('/wxa/generate_urllink', {
        path: page,
        query,
        expire_type: 1,
        expire_interval: days,
        env_version: envVersion,
      });
      return parseAnswer(linkAnswer, answer).url_link;
    },
    async drawMiniProgramCode({ scene, page }) {
      return call('/wxa/getwxacodeunlimit', { scene: checkedScene(scene), page, env_version: envVersion });
    },
  };
}

export function createWechatClient(
  wechat: Variables['wechat'],
  officialAccount: Variables['officialAccount'] = null,
): WechatClient {
  const api = openWechatApi(wechat.apiBase);
  const miniProgram: TokenAccount = { ...wechat, name: 'mini_program' };
  const call: Call = (path, body) => api.call(miniProgram, path, body);
  const callOfAccount: Call = async (path, body) => {
    if (!officialAccount?.secret) throw new Error('no official account, or no fixed address to call it from');
    const account = { ...officialAccount, secret: officialAccount.secret, name: 'official_account' } as const;
    return api.call(account, path, body);
  };
  const ask = async <Answer extends z.ZodType>(path: string, body: unknown, answer: Answer) =>
    parseAnswer(answer, await api.call(miniProgram, path, body, 'of_api'));

  return {
    notReady: (name) => api.notReady(name),
    ...createIdentityCalls(wechat, api, call),
    ...createMessageCalls(wechat, call, callOfAccount),
    ...createFollowerCalls(callOfAccount),
    ...createDoorCalls(wechat.version, call),
    shipping: createOrderShipping(wechat.appId, ask),
    content: createContentCheck(ask),
  };
}

/** The message went out when WeChat says so; its id is only good to have. */
const receiptOf = (answer: Buffer): SendReceipt => msgIdIn(answer.toString('utf8'));
