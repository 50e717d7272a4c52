import * as z from 'zod';
import type { SubscribeTemplate, WechatAccount } from '../accounts';
import { pageExists, type Sandbox } from '../sandbox';
import { creditKey, type ServiceMessage } from '../state';
import { acceptsValue, kindOfKey } from './template-field';
import { WechatError } from '../wechat-error';

export const subscribeSendInput = z.object({
  touser: z.string().optional(),
  template_id: z.string().optional(),
  page: z.string().optional(),
  miniprogram_state: z.string().optional(),
  lang: z.string().optional(),
  data: z.record(z.string(), z.object({ value: z.string() })).optional(),
});

type SubscribeSend = z.infer<typeof subscribeSendInput>;

const STATES = ['developer', 'trial', 'formal'];
const LANGUAGES = ['zh_CN', 'en_US', 'zh_HK', 'zh_TW'];

export const creditsOf = (sandbox: Sandbox, openid: string, templateId: string): number =>
  sandbox.state.credits.get(creditKey(openid, templateId)) ?? 0;

/** WeChat: one accept = one send, per person and template, without expiry (platform-facts §1). */
export function addCredit(sandbox: Sandbox, openid: string, templateId: string, amount: 1 | -1): number {
  const credits = creditsOf(sandbox, openid, templateId) + amount;
  sandbox.state.credits.set(creditKey(openid, templateId), credits);
  return credits;
}

/** 47003 names the field, as the live service does. Keys beyond the template are refused too: stricter than is known of WeChat, never laxer. */
export function requireFields(
  template: SubscribeTemplate,
  data: Readonly<Record<string, { value: string }>>,
): void {
  for (const { key } of template.fields) {
    const value = Object.hasOwn(data, key) ? (data[key]?.value ?? '') : '';
    if (value.trim() === '') throw new WechatError(47003, `data.${key}.value is empty`);
    const kind = kindOfKey(key);
    if (!kind || !acceptsValue(kind, value)) throw new WechatError(47003, `data.${key}.value invalid`);
  }
  const known = new Set(template.fields.map(({ key }) => key));
  const extra = Object.keys(data).find((key) => !known.has(key));
  if (extra !== undefined) throw new WechatError(47003, `data.${extra} invalid`);
}

/** The current page of the API lists both as required. */
function requireStateAndLanguage(input: SubscribeSend): void {
  if (!STATES.includes(input.miniprogram_state ?? ''))
    throw new WechatError(47003, 'miniprogram_state invalid');
  if (!LANGUAGES.includes(input.lang ?? '')) throw new WechatError(47003, 'lang invalid');
}

/**
 * POST /cgi-bin/message/subscribe/send. The order of the checks is ours: whatever the request gets wrong is
 * reported before the recipient's credit is looked at, so that a bug in the sender never hides behind 43101.
 */
export function sendSubscribeMessage(sandbox: Sandbox, account: WechatAccount, input: SubscribeSend) {
  const openid = input.touser ?? '';
  if (!sandbox.knowsOpenid(openid)) throw new WechatError(40003);
  const template = sandbox.templates.find(({ id }) => id === input.template_id);
  if (!template) throw new WechatError(40037);
  if (input.page !== undefined && !pageExists(sandbox, input.page)) throw new WechatError(41030);
  requireStateAndLanguage(input);
  const data = input.data ?? {};
  requireFields(template, data);
  if (creditsOf(sandbox, openid, template.id) <= 0) throw new WechatError(43101);

  addCredit(sandbox, openid, template.id, -1);
  const message: ServiceMessage = {
    id: sandbox.state.messages.length + 1,
    openid,
    appid: account.appid,
    templateId: template.id,
    title: template.title,
    fields: template.fields.map(({ key, label }) => ({ key, label, value: data[key]?.value ?? '' })),
    page: input.page ?? null,
    miniprogramState: input.miniprogram_state ?? '',
    lang: input.lang ?? '',
    sentAt: sandbox.now(),
    read: false,
  };
  sandbox.state.messages.push(message);
  return { errcode: 0, errmsg: 'ok', msgid: message.id };
}
