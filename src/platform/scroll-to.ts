import Taro from '@tarojs/taro';

/** Brings a part of the page into view, a little below its top; a page that cannot scroll stays as it is. */
export function scrollTo(selector: string): void {
  Promise.resolve(Taro.pageScrollTo({ selector, offsetTop: -24, duration: 200 })).catch(() => undefined);
}
