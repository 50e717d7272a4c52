import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseVariables } from '../../cloudfunctions/kit/config/settings';
import { parseEnvFile } from '../deploy/env-file';
import { reachDatabase } from '../place/reach-database';
import { resealNumbers } from './reseal-numbers';

/**
 * `npm run rotate-keys`: after a new key was put in front of PHONE_KEYS and deployed, seals every stored number with it, so that the old
 * one can be taken away. Exits 0 when no number is under another key, 1 when one is that no key here opens, 2 when nobody could be asked.
 */
const USAGE = 'npm run rotate-keys -- [--url http://127.0.0.1:7300 | --cloud ENV] [--env-file FILE]';

async function rotate(): Promise<number> {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      cloud: { type: 'string' },
      'env-file': { type: 'string', default: '.env' },
    },
  });
  const file = values['env-file'];
  const { phone } = parseVariables({
    ...(existsSync(file) ? parseEnvFile(readFileSync(file, 'utf8')) : {}),
    ...process.env,
  });
  const place = await reachDatabase({ url: values.url, cloud: values.cloud });
  if ('problem' in place) {
    console.error(`${place.problem}\n\n${USAGE}`);
    return 2;
  }
  try {
    const newest = phone.keys[0]?.[0] ?? '';
    const { resealed, unreadable } = await resealNumbers(phone);
    console.log(
      `✓ ${resealed} 个手机号已用 ${newest} 重新加密  ${resealed} numbers are sealed with ${newest} now`,
    );
    for (const where of unreadable)
      console.error(`✗ ${where} 的密钥不在 PHONE_KEYS 里  no key of PHONE_KEYS opens it`);
    return unreadable.length === 0 ? 0 : 1;
  } finally {
    await place.close();
  }
}

rotate().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(2);
  },
);
