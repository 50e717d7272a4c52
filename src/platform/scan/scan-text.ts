import Taro from '@tarojs/taro';
import { isH5 } from '../target';
import { stringField } from '../untrusted';
import { wechatApp } from '../wechat-app';

/** What a clerk's scan read, that it was given up, or that nothing could be read (no camera, no permission, no code). */
export type TextScan = { kind: 'text'; text: string } | { kind: 'cancelled' } | { kind: 'failed' };

export async function scanText(): Promise<TextScan> {
  try {
    const scan: unknown = await (isH5 ? wechatApp().scanCode() : Taro.scanCode({}));
    const text = stringField(scan, 'result') ?? '';
    return text === '' ? { kind: 'failed' } : { kind: 'text', text };
  } catch (error) {
    return /cancel/i.test(stringField(error, 'errMsg') ?? '') ? { kind: 'cancelled' } : { kind: 'failed' };
  }
}
