import * as z from 'zod';
import { MINUTE_MS } from '../../../contracts/primitives/time';
import type { WechatAccount } from '../accounts';
import { pageExists, type Sandbox } from '../sandbox';
import { requireFields } from './subscribe-message';
import { WechatError } from '../wechat-error';

/**
 * POST /cgi-bin/message/template/send, the official account's template message (platform-facts §1): only to followers,
 * fields checked like a subscription template's, and a repeat with the same `client_msg_id` answered without a second message.
 */
export const templateSendInput = z.object({
  touser: z.string().optional(),
  template_id: z.string().optional(),
  url: z.string().optional(),
  miniprogram: z.object({ appid: z.string(), pagepath: z.string() }).optional(),
  client_msg_id: z.string().max(32).optional(),
  data: z.record(z.string(), z.object({ value: z.string() })).optional(),
});

/** [R] about ten minutes */
const SAME_MESSAGE_MS = 10 * MINUTE_MS;

export function sendTemplateMessage(
  sandbox: Sandbox,
  account: WechatAccount,
  input: z.infer<typeof templateSendInput>,
) {
  const openid = input.touser ?? '';
  if (!sandbox.knowsOpenid(openid)) throw new WechatError(40003);
  const template = sandbox.officialTemplates.find(({ id }) => id === input.template_id);
  if (!template) throw new WechatError(40037);
  if (!sandbox.state.followers.has(openid)) throw new WechatError(43004);
  const page = input.miniprogram?.pagepath;
  if (page !== undefined && !pageExists(sandbox, page)) throw new WechatError(41030);
  const data = input.data ?? {};
  requireFields(template, data);

  const key = `${openid} ${input.client_msg_id ?? ''}`;
  const earlier = sandbox.state.clientMessages.get(key);
  if (input.client_msg_id !== undefined && earlier && sandbox.now() - earlier.at < SAME_MESSAGE_MS)
    return { errcode: 0, errmsg: 'ok', msgid: earlier.id };
  const id = sandbox.state.messages.length + 1;
  sandbox.state.messages.push({
    id,
    openid,
    appid: account.appid,
    templateId: template.id,
    title: template.title,
    fields: template.fields.map(({ key: name, label }) => ({
      key: name,
      label,
      value: data[name]?.value ?? '',
    })),
    page: page ?? null,
    miniprogramState: '',
    lang: 'zh_CN',
    sentAt: sandbox.now(),
    read: false,
  });
  sandbox.state.clientMessages.set(key, { id, at: sandbox.now() });
  return { errcode: 0, errmsg: 'ok', msgid: id };
}
