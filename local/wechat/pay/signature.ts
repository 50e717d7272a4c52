import { createCipheriv, createHash, sign, verify } from 'node:crypto';
import { CERTIFICATE_SERIAL, PAY_MERCHANT, payKeys, PUBLIC_KEY_ID, type PlatformKeyId } from './keys';
import { PayError } from './pay-error';

/**
 * WeChat Pay's side of the signatures (platform-facts, section 4), with node's own crypto and nothing of the library the
 * functions use, so that each checks the other.
 */
const MOST_SKEW_MS = 300_000;
const SCHEME = 'WECHATPAY2-SHA256-RSA2048 ';

/** @throws PayError SIGN_ERROR when the request is not the merchant's */
export function checkRequestSignature(
  request: { method: string; pathAndQuery: string; body: string; authorization: string | undefined },
  now: number,
): void {
  const fields = authorizationFields(request.authorization);
  const { mchid, serial_no, nonce_str, timestamp, signature } = fields;
  if (mchid !== PAY_MERCHANT.mchid || serial_no !== PAY_MERCHANT.serial)
    throw new PayError('SIGN_ERROR', '商户号或证书序列号不正确');
  if (Math.abs(now - Number(timestamp) * 1000) > MOST_SKEW_MS)
    throw new PayError('SIGN_ERROR', '时间戳与服务器相差超过 5 分钟');
  const message = `${request.method}\n${request.pathAndQuery}\n${timestamp}\n${nonce_str}\n${request.body}\n`;
  const { publicKey } = payKeys().merchant;
  if (!verify('RSA-SHA256', Buffer.from(message), publicKey, Buffer.from(signature ?? '', 'base64')))
    throw new PayError('SIGN_ERROR', '签名错误');
}

function authorizationFields(header: string | undefined): Record<string, string | undefined> {
  if (!header?.startsWith(SCHEME)) throw new PayError('SIGN_ERROR', '缺少 Authorization');
  const fields = header.slice(SCHEME.length).matchAll(/(\w+)="([^"]*)"/g);
  return Object.fromEntries([...fields].map(([, name = '', value = '']) => [name, value]));
}

/** Whether the parameters of the pay sheet were signed by the merchant. */
export function isPaySheetSigned(params: {
  appId: string;
  timeStamp: string;
  nonceStr: string;
  package: string;
  paySign: string;
}): boolean {
  const message = `${params.appId}\n${params.timeStamp}\n${params.nonceStr}\n${params.package}\n`;
  const { publicKey } = payKeys().merchant;
  return verify('RSA-SHA256', Buffer.from(message), publicKey, Buffer.from(params.paySign, 'base64'));
}

/** During a changeover WeChat mixes both keys; so does the sandbox, turn by turn. */
export const keyIdFor = (serial: number): PlatformKeyId =>
  serial % 2 === 0 ? PUBLIC_KEY_ID : CERTIFICATE_SERIAL;

/** The four headers of everything WeChat Pay says. */
export function signedHeaders(body: string, now: number, nonce: string, keyId: PlatformKeyId) {
  const timestamp = String(Math.floor(now / 1000));
  const message = `${timestamp}\n${nonce}\n${body}\n`;
  const signature = sign('RSA-SHA256', Buffer.from(message), payKeys().platform[keyId].privateKey);
  return {
    'Wechatpay-Timestamp': timestamp,
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Serial': keyId,
    'Wechatpay-Signature': signature.toString('base64'),
  };
}

/** AEAD_AES_256_GCM under the APIv3 key; the tag is the end of the ciphertext. */
export function encryptResource(plain: string, associatedData: string, nonceSource: string) {
  const nonce = createHash('sha256').update(nonceSource).digest('hex').slice(0, 12);
  const cipher = createCipheriv('aes-256-gcm', PAY_MERCHANT.apiV3Key, nonce);
  cipher.setAAD(Buffer.from(associatedData));
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return {
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: text.toString('base64'),
    associated_data: associatedData,
    nonce,
  };
}
