import * as z from 'zod';
import type { WechatAccount } from '../accounts';
import { drawText, miniProgramOf, type Sandbox } from '../sandbox';
import { WechatError } from '../wechat-error';

/** Single-use, five minutes (platform-facts §2). */
export const PHONE_CODE_LIFETIME_MS = 300_000;

export const phoneNumberInput = z.object({ code: z.string().optional(), openid: z.string().optional() });

/** What `<Button openType="getPhoneNumber">` puts into `detail.code` after 允许. */
export function issuePhoneCode(sandbox: Sandbox, openid: string, phoneNumber: string): string {
  const code = drawText(sandbox, 64);
  sandbox.state.phoneCodes.set(code, {
    appid: miniProgramOf(sandbox)?.appid ?? '',
    openid,
    phoneNumber,
    expiresAt: sandbox.now() + PHONE_CODE_LIFETIME_MS,
    used: false,
  });
  return code;
}

/**
 * POST /wxa/business/getuserphonenumber. With `openid`, WeChat checks that the code belongs to that user; its page
 * names no code for a mismatch, so the sandbox answers 40003, and the code stays good for its owner.
 */
export function getUserPhoneNumber(
  sandbox: Sandbox,
  account: WechatAccount,
  input: z.infer<typeof phoneNumberInput>,
) {
  const issued = sandbox.state.phoneCodes.get(input.code ?? '');
  if (!issued || issued.used || sandbox.now() >= issued.expiresAt) throw new WechatError(40029);
  if (issued.appid !== account.appid) throw new WechatError(40013);
  if (input.openid !== undefined && input.openid !== issued.openid) throw new WechatError(40003);

  issued.used = true;
  return {
    errcode: 0,
    errmsg: 'ok',
    phone_info: {
      phoneNumber: issued.phoneNumber,
      purePhoneNumber: issued.phoneNumber,
      countryCode: '86',
      watermark: { timestamp: Math.floor(sandbox.now() / 1000), appid: account.appid },
    },
  };
}
