import { createHash, createHmac } from 'node:crypto';
import * as z from 'zod';

/**
 * CloudBase's management API, asked as its SDK does (`CloudService` of @cloudbase/manager-node 5.6.5). Its own client, because that
 * package is a tool of whoever deploys and these are six requests.
 */
export interface TencentCloudKeys {
  secretId: string;
  secretKey: string;
}

interface TencentCloudOptions extends TencentCloudKeys {
  /** Of this computer: a signature is good for five minutes. */
  now: () => number;
  base?: string | undefined;
  region?: string | undefined;
}

/** @throws TencentCloudRefused, or what fetch throws when nobody answers */
export type AskTencentCloud = (action: string, data: object) => Promise<unknown>;

export class TencentCloudRefused extends Error {
  override readonly name = 'TencentCloudRefused';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

const BASE = 'https://tcb.tencentcloudapi.com';
const SERVICE = 'tcb';
const VERSION = '2018-06-08';
const TIMEOUT_MS = 60_000;
const TYPE = 'application/json';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const keyed = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** TC3-HMAC-SHA256 of a POST. */
export function authorizationOf(
  { secretId, secretKey }: TencentCloudKeys,
  { url, body, seconds }: { url: URL; body: string; seconds: number },
): string {
  const date = new Date(seconds * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${SERVICE}/tc3_request`;
  const signed = 'content-type;host';
  const headers = `content-type:${TYPE}\nhost:${url.hostname}\n`;
  const request = ['POST', url.pathname, url.search.slice(1), headers, signed, hash(body)].join('\n');
  const text = ['TC3-HMAC-SHA256', seconds, scope, hash(request)].join('\n');
  const key = [date, SERVICE, 'tc3_request'].reduce<string | Buffer>(keyed, `TC3${secretKey}`);
  const signature = keyed(key, text).toString('hex');
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
}

const answer = z.object({
  Response: z.looseObject({ Error: z.object({ Code: z.string(), Message: z.string() }).optional() }),
});

export function openTencentCloud({
  now,
  base = BASE,
  region,
  ...keys
}: TencentCloudOptions): AskTencentCloud {
  const url = new URL(base);
  return async (action, data) => {
    const body = JSON.stringify(data);
    const seconds = Math.floor(now() / 1000);
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': TYPE,
        'x-tc-action': action,
        'x-tc-region': region ?? 'ap-shanghai',
        'x-tc-timestamp': String(seconds),
        'x-tc-version': VERSION,
        authorization: authorizationOf(keys, { url, body, seconds }),
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const { Response: said } = answer.parse(await response.json());
    if (said.Error) throw new TencentCloudRefused(said.Error.Code, said.Error.Message);
    return said;
  };
}

/** From the environment variables that every tool of ours takes; null: there is no key. `TCB_BASE_URL` as the SDK has it. */
export function tencentCloudOf(
  variables: Readonly<Record<string, string | undefined>>,
): AskTencentCloud | null {
  const { TENCENTCLOUD_SECRETID: secretId, TENCENTCLOUD_SECRETKEY: secretKey } = variables;
  if (!secretId || !secretKey) return null;
  return openTencentCloud({
    secretId,
    secretKey,
    now: Date.now,
    base: variables['TCB_BASE_URL'],
    region: variables['TENCENTCLOUD_REGION'],
  });
}
