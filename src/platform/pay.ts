import Taro from '@tarojs/taro';
import type { PaySheet } from '@contracts/payment/payment';
import { isH5 } from './target';
import { stringField } from './untrusted';
import { wechatApp } from './wechat-app';

/** How the pay sheet closed. `done` is WeChat's word only: the server asks WeChat Pay itself. */
export type PayOutcome = 'done' | 'cancelled' | 'failed';

export async function showPaySheet(sheet: PaySheet): Promise<PayOutcome> {
  try {
    await (isH5 ? wechatApp().requestPayment(sheet) : Taro.requestPayment(sheet));
    return 'done';
  } catch (error) {
    return /cancel/i.test(stringField(error, 'errMsg') ?? '') ? 'cancelled' : 'failed';
  }
}
