import Taro from '@tarojs/taro';
import { isH5 } from './target';
import { isRecord } from './untrusted';
import { findWechatApp } from './wechat-app';

/** Raise it when a cached shape changes: what an older version of the app wrote is then not read. */
const VERSION = 1;

/** The phones of the simulator share one browser storage; each persona has keys of its own. */
const keyOf = (name: string): string => {
  const owner = isH5 ? `${findWechatApp()?.persona.id ?? 'nobody'}:` : '';
  return `tuanka:${VERSION}:${owner}${name}`;
};

/** A value kept on the phone, with the phone's time of writing. */
export interface Kept<T> {
  value: T;
  keptAt: number;
}

/** A named place in the phone's storage; `isValue` decides whether what is found there can be used. */
export interface CacheSlot<T> {
  read: () => Kept<T> | null;
  write: (value: T) => void;
  clear: () => void;
}

export function cacheSlot<T>(name: string, isValue: (value: unknown) => value is T): CacheSlot<T> {
  return {
    read() {
      const found: unknown = Taro.getStorageSync(keyOf(name));
      if (!isRecord(found) || typeof found['keptAt'] !== 'number' || !isValue(found['value'])) return null;
      return { value: found['value'], keptAt: found['keptAt'] };
    },
    write(value) {
      try {
        Taro.setStorageSync(keyOf(name), { value, keptAt: Date.now() });
      } catch {
        // storage full: the app works without its cache
      }
    },
    clear() {
      Taro.removeStorageSync(keyOf(name));
    },
  };
}
