import Taro from '@tarojs/taro';
import { isH5 } from '../target';

/** From this size on WeChat's own text is two steps above its standard (17 px on iOS, 16 px on Android). */
const LARGE_PX = 19;

/**
 * Whether the person reads WeChat in large letters (我 → 设置 → 通用 → 字体大小, or 关怀模式).
 * The sizes: developers.weixin.qq.com/miniprogram/design/elderly.html.
 */
export function readsLargeText(): boolean {
  if (isH5 || !Taro.canIUse('getAppBaseInfo')) return false;
  const info: object = Taro.getAppBaseInfo();
  return 'fontSizeSetting' in info && isLargeSize(info.fontSizeSetting);
}

/** @param px WeChat's font size; unknown on old clients */
export const isLargeSize = (px: unknown): boolean => typeof px === 'number' && px >= LARGE_PX;
