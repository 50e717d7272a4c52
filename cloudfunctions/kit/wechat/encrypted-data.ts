import { createDecipheriv } from 'node:crypto';
import * as z from 'zod';
import { DAY_MS, type Instant } from '../../../contracts/primitives/time';

/**
 * Open data WeChat encrypts for the server (getShareInfo, getGroupEnterInfo): AES-128-CBC with the session key, PKCS#7,
 * JSON with a watermark that names the app and the second it was made. CBC proves nothing by itself: what decrypts to
 * garbage, to another app's data or to something old is nothing.
 */
export interface EncryptedData {
  encryptedData: string;
  iv: string;
  sessionKey: string;
}

export type GroupReading =
  { outcome: 'valid'; openGId: string } | { outcome: 'undecryptable' | 'foreign' | 'old' };

const groupData = z.object({
  openGId: z.string().regex(/^[0-9A-Za-z_-]{1,128}$/),
  watermark: z.object({ appid: z.string(), timestamp: z.number() }),
});

export function openEncryptedData(data: EncryptedData, appId: string, now: Instant): GroupReading {
  const parsed = groupData.safeParse(decrypt(data));
  if (!parsed.success) return { outcome: 'undecryptable' };
  const { openGId, watermark } = parsed.data;
  if (watermark.appid !== appId) return { outcome: 'foreign' };
  if (Math.abs(now - watermark.timestamp * 1000) > DAY_MS) return { outcome: 'old' };
  return { outcome: 'valid', openGId };
}

function decrypt({ encryptedData, iv, sessionKey }: EncryptedData): unknown {
  try {
    const [key, vector] = [sessionKey, iv].map((text) => Buffer.from(text, 'base64'));
    if (!key || !vector) return undefined;
    const decipher = createDecipheriv('aes-128-cbc', key, vector);
    const text = Buffer.concat([decipher.update(Buffer.from(encryptedData, 'base64')), decipher.final()]);
    return JSON.parse(text.toString('utf8'));
  } catch {
    return undefined;
  }
}
