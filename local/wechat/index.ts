import type { Hono } from 'hono';
import type { LocalEnv } from '../listen';
import type { SubscribeTemplate, WechatAccount } from './accounts';
import { createClientApp } from './client-app';
import type { WechatFaults } from './faults';
import { miniProgramOf, type Sandbox } from './sandbox';
import { createServerApi } from './server-api';
import { createWechatPay, type WechatPay } from './pay';
import { createTrade, type Trade } from './trade';
import { emptyState, readSnapshot, writeSnapshot, type ServiceMessage, type WechatState } from './state';

/**
 * WeChat, as far as Tuanka touches it: the server API that kit/wechat calls and the app on the phone that the simulator
 * stands in for. It validates as WeChat does, so that what passes here is not refused there.
 */
export interface WechatOptions {
  now: () => number;
  accounts: WechatAccount[];
  templates: SubscribeTemplate[];
  /** Template messages of the official account; none when there is no account. */
  officialTemplates?: SubscribeTemplate[];
  /** Its subscribe notices. */
  officialNotices?: SubscribeTemplate[];
  pages: () => string[] | null;
  seed?: string;
  faults?: WechatFaults;
  functionUrl?: (functionName: string) => string;
  phoneOf?: (openid: string) => string | undefined;
  /** Without it, every well-formed openid is taken as known. */
  knowsOpenid?: (openid: string) => boolean;
  onChange?: () => void;
}

export interface Wechat {
  /** Mount at /wechat. */
  routes: Hono<LocalEnv>;
  /** Mount at /local/wechat. */
  local: Hono;
  /** WeChat Pay. */
  pay: WechatPay;
  /** 发货信息管理: orders, and the money that is frozen until they are over. */
  trade: Trade;
  /** Somebody is in the mini-program right now. */
  visited(openid: string): void;
  /** Service notifications of one person, newest first. */
  inboxOf(openid: string): ServiceMessage[];
  /** Forgets everything: tokens, codes, credits, messages, settings. */
  reset(): void;
  snapshot(): string;
  restore(json: string): void;
  /** For tests: the live state. */
  readonly state: WechatState;
}

const isOpenidShaped = (openid: string): boolean => /^[A-Za-z0-9_-]{6,64}$/.test(openid);

export function createWechat(options: WechatOptions): Wechat {
  const sandbox: Sandbox = {
    state: emptyState(),
    now: options.now,
    seed: options.seed ?? 'tuanka',
    accounts: options.accounts,
    templates: options.templates,
    officialTemplates: options.officialTemplates ?? [],
    officialNotices: options.officialNotices ?? [],
    pages: options.pages,
    functionUrl: options.functionUrl ?? ((name) => `http://127.0.0.1/http/${name}`),
    phoneOf: options.phoneOf ?? (() => undefined),
    knowsOpenid: options.knowsOpenid ?? isOpenidShaped,
    changed: options.onChange ?? (() => undefined),
  };
  const pay = createWechatPay({
    now: options.now,
    appid: () => miniProgramOf(sandbox)?.appid ?? '',
    faults: options.faults,
    changed: sandbox.changed,
  });
  const trade = createTrade(sandbox, () => pay.state);
  return {
    pay,
    trade,
    routes: createServerApi(sandbox, trade.world, options.faults),
    local: createClientApp(sandbox),
    visited: (openid) => void sandbox.state.visits.set(openid, sandbox.now()),
    inboxOf: (openid) => sandbox.state.messages.filter((message) => message.openid === openid).reverse(),
    reset() {
      sandbox.state = emptyState();
      pay.reset();
      sandbox.changed();
    },
    snapshot: () => writeSnapshot(sandbox.state, pay.snapshot()),
    restore: (json) => {
      const { state, pay: savedPay } = readSnapshot(json);
      sandbox.state = state;
      if (savedPay !== undefined) pay.restore(savedPay);
    },
    get state() {
      return sandbox.state;
    },
  };
}

export type { SubscribeTemplate, TemplateField, WechatAccount } from './accounts';
export { createWechatFaults, wechatFaultRuleSchema } from './faults';
export type { RuleBasedWechatFaults, WechatFault, WechatFaultRule, WechatFaults } from './faults';
export type { ServiceMessage } from './state';
export { decodeWxacode, encodeWxacode, type Wxacode } from './code/wxacode-text';
