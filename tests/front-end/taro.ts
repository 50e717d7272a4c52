import { useEffect, useMemo } from 'react';

/** The Taro API that the pages use, without a phone: storage is a map, navigation is a log. */
const storage = new Map<string, unknown>();

export const taroLog: { api: string; options: unknown }[] = [];

const record =
  (api: string) =>
  (options: unknown = {}): Promise<void> => {
    taroLog.push({ api, options });
    return Promise.resolve();
  };

export function resetTaro(): void {
  storage.clear();
  window.location.hash = '';
  taroLog.length = 0;
}

/** A page's parameters are those in the address, as on H5: `#/pages/join/index?g=Chen2026`. */
export const useRouter = () =>
  useMemo(
    () => ({ params: Object.fromEntries(new URLSearchParams(window.location.hash.split('?')[1])) }),
    [],
  );
export const useLaunch = (listener: () => void): void => useEffect(listener, []);
export const useReachBottom = (_listener: () => void): void => undefined;
export const useShareAppMessage = (_listener: () => unknown): void => undefined;

export const useDidShow = (listener: () => void): void => useEffect(listener, []);

const Taro = {
  getStorageSync: (key: string): unknown => storage.get(key) ?? '',
  setStorageSync: (key: string, value: unknown): void => {
    storage.set(key, JSON.parse(JSON.stringify(value)));
  },
  removeStorageSync: (key: string): void => {
    storage.delete(key);
  },
  navigateTo: record('navigateTo'),
  switchTab: record('switchTab'),
  showToast: record('showToast'),
  showModal: record('showModal'),
  pageScrollTo: record('pageScrollTo'),
  enableAlertBeforeUnload: record('enableAlertBeforeUnload'),
  disableAlertBeforeUnload: record('disableAlertBeforeUnload'),
  setTabBarBadge: record('setTabBarBadge'),
  removeTabBarBadge: record('removeTabBarBadge'),
};
export default Taro;
