import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { selfSignedCertificate } from './certificate';

/** The merchant the sandbox knows. The keys protect nothing; still none stands in the repository. */
export const PAY_MERCHANT = {
  mchid: '1900000001',
  /** Serial of the merchant's own API certificate. */
  serial: '7B1D0C5F9E3A48D2A6E04F8C1B9D3E5F7A2C4E60',
  /** 32 characters, as WeChat demands. */
  apiV3Key: 'tuanka-sandbox-api-v3-key-000032',
} as const;

/** WeChat signs with a public key (new merchants) or a platform certificate (old ones), and with both while a merchant changes over. */
export const PUBLIC_KEY_ID = 'PUB_KEY_ID_0119000000012026010100000001';
export const CERTIFICATE_SERIAL = '5157F09EFDC096DE15EBE81A47057A7200000001';

export type PlatformKeyId = typeof PUBLIC_KEY_ID | typeof CERTIFICATE_SERIAL;

export interface PayKeys {
  merchant: { publicKey: KeyObject; privateKey: KeyObject };
  platform: Record<PlatformKeyId, { privateKey: KeyObject; pem: string }>;
}

let made: PayKeys | undefined;

/** Beside the packages, where tools keep what they can make again: three key pairs take a second, and every test file has them. */
const CACHE = path.join(__dirname, '../../../node_modules/.cache/tuanka/sandbox-pay-keys.json');
const pems = z.tuple([z.string(), z.string(), z.string()]);

function cachedPrivateKeys(): KeyObject[] | undefined {
  try {
    return pems.parse(JSON.parse(readFileSync(CACHE, 'utf8'))).map((pem) => createPrivateKey(pem));
  } catch {
    return undefined; // the first time
  }
}

function newPrivateKeys(): KeyObject[] {
  const keys = [1, 2, 3].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
  const text = JSON.stringify(keys.map((key) => key.export({ type: 'pkcs8', format: 'pem' })));
  try {
    mkdirSync(path.dirname(CACHE), { recursive: true });
    // Renamed into place: another test may be reading. Of two writers each goes on with its own keys.
    writeFileSync(`${CACHE}.${process.pid}`, text, { mode: 0o600 });
    renameSync(`${CACHE}.${process.pid}`, CACHE);
  } catch {
    // Where nothing can be written they are made each time.
  }
  return keys;
}

export function payKeys(): PayKeys {
  if (made) return made;
  const [merchant, current, former] = (cachedPrivateKeys() ?? newPrivateKeys()).map((privateKey) => ({
    privateKey,
    publicKey: createPublicKey(privateKey),
  }));
  if (!merchant || !current || !former) throw new Error('three keys were made');
  made = {
    merchant,
    platform: {
      [PUBLIC_KEY_ID]: {
        privateKey: current.privateKey,
        pem: current.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      },
      [CERTIFICATE_SERIAL]: {
        privateKey: former.privateKey,
        pem: selfSignedCertificate(CERTIFICATE_SERIAL, former),
      },
    },
  };
  return made;
}

/** The payment settings a merchant would type into the console, for the sandbox. @param url where the local cloud listens */
export function payVariables(url: string): Record<string, string> {
  const { merchant, platform } = payKeys();
  return {
    WECHAT_PAY_API_BASE: `${url}/wechatpay`,
    WECHAT_PAY_MCHID: PAY_MERCHANT.mchid,
    WECHAT_PAY_SERIAL: PAY_MERCHANT.serial,
    WECHAT_PAY_PRIVATE_KEY: merchant.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    WECHAT_PAY_API_V3_KEY: PAY_MERCHANT.apiV3Key,
    WECHAT_PAY_PLATFORM_KEYS: JSON.stringify(
      Object.fromEntries(Object.entries(platform).map(([id, { pem }]) => [id, pem])),
    ),
    WECHAT_PAY_NOTIFY_URL: `${url}/http/payment-notify`,
  };
}
