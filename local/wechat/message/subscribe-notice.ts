import * as z from 'zod';
import type { WechatAccount } from '../accounts';
import { pageExists, type Sandbox } from '../sandbox';
import { WechatError } from '../wechat-error';
import { addCredit, creditsOf, requireFields } from './subscribe-message';

/**
 * POST /cgi-bin/message/subscribe/bizsend, the official account's subscribe notice (platform-facts §9): only to who subscribed
 * to this template, once per time they did; ids of template messages are unknown to it. It answers no msgid.
 */
export const noticeSendInput = z.object({
  touser: z.string().optional(),
  template_id: z.string().optional(),
  page: z.string().optional(),
  miniprogram: z.object({ appid: z.string(), pagepath: z.string() }).optional(),
  data: z.record(z.string(), z.object({ value: z.string() })).optional(),
});

export function sendSubscribeNotice(
  sandbox: Sandbox,
  account: WechatAccount,
  input: z.infer<typeof noticeSendInput>,
) {
  const openid = input.touser ?? '';
  if (!sandbox.knowsOpenid(openid)) throw new WechatError(40003);
  const template = sandbox.officialNotices.find(({ id }) => id === input.template_id);
  if (!template) throw new WechatError(40037);
  const page = input.miniprogram?.pagepath;
  if (page !== undefined && !pageExists(sandbox, page)) throw new WechatError(41030);
  const data = input.data ?? {};
  requireFields(template, data);
  // Whatever the request gets wrong is told first, so that it never hides behind this.
  if (creditsOf(sandbox, openid, template.id) <= 0) throw new WechatError(43101);

  addCredit(sandbox, openid, template.id, -1);
  sandbox.state.messages.push({
    id: sandbox.state.messages.length + 1,
    openid,
    appid: account.appid,
    templateId: template.id,
    title: template.title,
    fields: template.fields.map(({ key, label }) => ({ key, label, value: data[key]?.value ?? '' })),
    page: page ?? input.page ?? null,
    miniprogramState: '',
    lang: 'zh_CN',
    sentAt: sandbox.now(),
    read: false,
  });
  return { errcode: 0, errmsg: 'ok' };
}

/** Somebody subscribes to a notice in an article or a menu of the account; 20001: it has no such notice. */
export const noticeAcceptInput = z.object({ openid: z.string().min(1), templateId: z.string().min(1) });

export function acceptNotice(sandbox: Sandbox, { openid, templateId }: z.infer<typeof noticeAcceptInput>) {
  if (!sandbox.officialNotices.some(({ id }) => id === templateId)) return { errCode: 20001, credits: 0 };
  return { errCode: 0, credits: addCredit(sandbox, openid, templateId, 1) };
}
