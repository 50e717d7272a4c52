import { newSetupCode } from '../../cloudfunctions/kit/ids/new-id';
import { sealOwnerCode } from '../../cloudfunctions/kit/staff/owner-code';
import { OWNER_SETUP_VARIABLE } from '../../cloudfunctions/kit/staff/owner-setup';
import { addMs, DAY_MS, type Instant } from '../../contracts/primitives/time';

/** Long enough to upload the mini-program and type it. */
export const OWNER_CODE_LASTS_MS = 3 * DAY_MS;

/** A code for the first owner, and the variable that carries its keyed hash to the functions; the code itself is only printed. */
export function newOwnerCode(memberCodeKey: string, now: Instant) {
  const code = newSetupCode();
  const key = Buffer.from(memberCodeKey, 'base64');
  return {
    code,
    variables: { [OWNER_SETUP_VARIABLE]: sealOwnerCode(key, code, addMs(now, OWNER_CODE_LASTS_MS)) },
  };
}

export const ownerCodeLines = (code: string): string => `
店主设置码（三天内有效，只能用一次，已有店主时无效）
The first owner's setup code (three days, once, and only while there is no owner):

    ${code}

  在小程序「我的 → 成为店主」里填写   typed in the mini-program under 我的 → 成为店主`;
