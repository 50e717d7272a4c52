import Taro from '@tarojs/taro';
import { refuse } from '@contracts/errors';
import type { FunctionCall, Transport } from '@/services/client';
import { numberField } from './untrusted';
import { isH5 } from './target';
import { wechatApp } from './wechat-app';

/** CloudBase's own error numbers start here: the network is fine, the function or the environment is not. */
const CLOUD_ERRORS_BELOW = -400_000;

export function initCloud(): void {
  if (isH5) return;
  Taro.cloud.init(CLOUD_ENV_ID === '' ? {} : { env: CLOUD_ENV_ID });
}

const call = async ({ name, data }: FunctionCall): Promise<unknown> =>
  isH5
    ? (await wechatApp().callFunction({ name, data })).result
    : (await Taro.cloud.callFunction({ name, data })).result;

/** Calls a cloud function; rejects when no answer came back from it. */
export const cloudTransport: Transport = async (request) => {
  try {
    return await call(request);
  } catch (error) {
    const code = numberField(error, 'errCode');
    if (code !== undefined && code < CLOUD_ERRORS_BELOW)
      throw refuse('wechat_unavailable', `errCode ${code}`);
    throw error;
  }
};
