import Taro from '@tarojs/taro';
import { isH5 } from '../target';
import { stringField } from '../untrusted';
import { wechatApp } from '../wechat-app';

/** What a clerk's scan read, as text; null when the scan was given up or read nothing. */
export async function scanText(): Promise<string | null> {
  try {
    const scan: unknown = await (isH5 ? wechatApp().scanCode() : Taro.scanCode({}));
    const text = stringField(scan, 'result') ?? '';
    return text === '' ? null : text;
  } catch {
    return null;
  }
}
