import type { MaskedPhone } from '../../../contracts/primitives/phone';
import { maskPhone } from '../../../contracts/primitives/phone';
import type { Settings } from '../config/settings';
import type { Caller } from '../host/caller';
import { phoneKey } from '../store/query/document-ids';
import type { WechatClient } from '../wechat/client';
import { WechatError, WechatUnreachable } from '../wechat/wechat-error';
import { encryptPhone, hashPhone } from './phone-vault';

/** A number WeChat vouched for, in the only forms in which it is kept. */
export interface VerifiedPhone {
  /** `phone:<keyed hash>`, its place in the identity map. */
  key: string;
  masked: MaskedPhone;
  cipher: string;
}

export type PhoneExchange =
  | { outcome: 'verified'; phone: VerifiedPhone }
  /** Used, older than five minutes, or another person's code. */
  | { outcome: 'code_expired' }
  /** Anything else: WeChat's quota, its trouble, or ours with it. */
  | { outcome: 'unavailable' };

/** 40029: used or expired; 40003: the code is not this openid's. */
const INVALID_CODE = [40029, 40003];

/** Trades the phone button's code for the number; WeChat checks that it belongs to the caller (platform-facts, section 2). */
export async function exchangePhone(
  wechat: WechatClient,
  caller: Caller,
  phoneSettings: Settings['phone'],
  code: string,
): Promise<PhoneExchange> {
  try {
    const { countryCode, number } = await wechat.exchangePhoneCode(code, caller.openId);
    const digits = `+${countryCode}${number}`;
    return {
      outcome: 'verified',
      phone: {
        key: phoneKey(hashPhone(phoneSettings, digits)),
        masked: maskPhone(number),
        cipher: encryptPhone(phoneSettings, digits),
      },
    };
  } catch (error) {
    if (error instanceof WechatError)
      return { outcome: INVALID_CODE.includes(error.errcode) ? 'code_expired' : 'unavailable' };
    if (error instanceof WechatUnreachable) return { outcome: 'unavailable' };
    throw error;
  }
}
