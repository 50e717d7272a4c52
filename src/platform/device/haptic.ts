import Taro from '@tarojs/taro';
import { isH5 } from '../target';

/** The phone answers a moment that counts (paid, joined, redeemed). A phone that cannot stays still. */
export function buzz(): void {
  if (isH5) return;
  Promise.resolve(Taro.vibrateShort({ type: 'medium' })).catch(() => undefined);
}
