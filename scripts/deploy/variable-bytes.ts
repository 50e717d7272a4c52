import { createPublicKey } from 'node:crypto';
import { OWNER_SETUP_VARIABLE } from '../../cloudfunctions/kit/staff/owner-setup';
import { paySettingNames, platformKeys } from '../../cloudfunctions/kit/config/pay-settings';

/** All variables of one function together, names included (platform-facts, section 9). */
export const MOST_VARIABLE_BYTES = 4096;

/** They read ownerSetup(). */
const SETUP_FUNCTIONS = ['merchant', 'member'];

/** They read paySettings(); nobody else gets WeChat Pay's keys. */
const PAYING_FUNCTIONS = ['payment', 'payment-notify', 'payment-sweep'];

export function variablesOf(
  { name, config }: { name: string; config: { fixedEgress: boolean } },
  variables: Readonly<Record<string, string>>,
): Record<string, string> {
  const own = Object.entries(variables).filter(
    ([variable]) =>
      (PAYING_FUNCTIONS.includes(name) || !paySettingNames.includes(variable)) &&
      (SETUP_FUNCTIONS.includes(name) || variable !== OWNER_SETUP_VARIABLE) &&
      // Who has no fixed address cannot call the official account, and gets nothing to call it with.
      (config.fixedEgress || variable !== 'OA_SECRET'),
  );
  // What was left empty takes room and says nothing.
  return Object.fromEntries(
    own
      .filter(([, value]) => value !== '')
      .map(([variable, value]) => [variable, shortened(variable, value)]),
  );
}

export const bytesOf = (variables: Readonly<Record<string, string>>): number =>
  Object.entries(variables).reduce((sum, pair) => sum + Buffer.byteLength(pair.join('=')), 0);

/**
 * A platform certificate takes 1,500 bytes and is asked for nothing but its public key: that alone is deployed, under the
 * certificate's serial, so that certificate and public key fit while WeChat changes over from one to the other.
 */
function shortened(variable: string, value: string): string {
  if (variable !== 'WECHAT_PAY_PLATFORM_KEYS') return value;
  const parsed = platformKeys.safeParse(value);
  if (!parsed.success) return value; // named by the check of the variables
  return JSON.stringify(
    Object.fromEntries(Object.entries(parsed.data).map(([id, pem]) => [id, publicKeyOf(pem)])),
  );
}

const publicKeyOf = (pem: string): string =>
  createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString().trim();
