import Taro from '@tarojs/taro';
import { isH5 } from './target';

type Listener = () => void;

/** Whether the phone has a network, as a store for `useSyncExternalStore`. */
const listeners = new Set<Listener>();
let online = true;
let watching = false;

function set(next: boolean) {
  if (next === online) return;
  online = next;
  listeners.forEach((listener) => listener());
}

function watch() {
  if (watching) return;
  watching = true;
  if (isH5) {
    online = navigator.onLine;
    window.addEventListener('online', () => set(true));
    window.addEventListener('offline', () => set(false));
    return;
  }
  Taro.onNetworkStatusChange(({ isConnected }) => set(isConnected));
  void Taro.getNetworkType()
    .then(({ networkType }) => set(networkType !== 'none'))
    .catch(() => undefined);
}

export const networkStatus = {
  subscribe: (listener: Listener) => {
    watch();
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  isOnline: () => online,
};
