import type { ReadCall } from '../../kit/host/call';
import { sealGroup } from '../../kit/identity/group-seal';
import { logLine } from '../../kit/log/log-line';
import { openEncryptedData } from '../../kit/wechat/encrypted-data';
import { WechatError, WechatUnreachable } from '../../kit/wechat/wechat-error';

interface GroupInput {
  loginCode: string;
  encryptedData: string;
  iv: string;
}

/**
 * Which group the caller came from. The session key lives as long as this call; another person's login code or data
 * encrypted for another session give nothing.
 */
export async function readGroup(
  { wechat, caller, settings, now }: ReadCall,
  { loginCode, encryptedData, iv }: GroupInput,
): Promise<{ group: string | null }> {
  const session = await wechat.exchangeLoginCode(loginCode).catch((error: unknown) => {
    if (error instanceof WechatError || error instanceof WechatUnreachable) return null;
    throw error;
  });
  if (session?.openId !== caller.openId) return { group: null };
  const sealed = { encryptedData, iv, sessionKey: session.sessionKey };
  const reading = openEncryptedData(sealed, settings.wechat.appId, now);
  if (reading.outcome !== 'valid') {
    logLine('info', 'group_unreadable', { why: reading.outcome });
    return { group: null };
  }
  return { group: sealGroup(settings.memberCodeKey, reading.openGId, caller.openId, now) };
}
