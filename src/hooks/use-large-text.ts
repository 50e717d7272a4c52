import { useSyncExternalStore } from 'react';
import { cacheSlot } from '@/platform/cache';
import { readsLargeText } from '@/platform/device/font-size';

/** 大字模式: as WeChat's own letters, until it is chosen on 我的; remembered on the phone, followed by every page at once. */
const slot = cacheSlot('large-text', (value): value is boolean => typeof value === 'boolean');
const listeners = new Set<() => void>();
let large: boolean | null = null;

const isLarge = (): boolean => (large ??= slot.read()?.value ?? readsLargeText());

export function setLargeText(next: boolean): void {
  large = next;
  slot.write(next);
  listeners.forEach((listener) => listener());
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

export const useLargeText = (): boolean => useSyncExternalStore(subscribe, isLarge, isLarge);
