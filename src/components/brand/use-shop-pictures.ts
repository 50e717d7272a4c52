import { useEffect, useSyncExternalStore } from 'react';
import type { MemberApi } from '@contracts/member/member';
import { MINUTE_MS } from '@contracts/primitives/time';
import { cacheSlot } from '@/platform/cache';
import { isRecord } from '@/platform/untrusted';
import { memberService } from '@/services';

type ShopPictures = ReturnType<MemberApi['listShopPictures']>;

/** The addresses live for hours; a new logo is seen this much later at most. */
const AGAIN_AFTER_MS = 30 * MINUTE_MS;
const NONE: ShopPictures = { logoUrl: null, stores: [] };

const slot = cacheSlot(
  'shop-pictures',
  (value): value is ShopPictures => isRecord(value) && Array.isArray(value['stores']),
);
const listeners = new Set<() => void>();
let pictures: ShopPictures | null = null;
let askedAt: number | null = null;

const read = (): ShopPictures => {
  if (pictures === null) {
    const kept = slot.read();
    pictures = kept?.value ?? NONE;
    askedAt = kept?.keptAt ?? null;
  }
  return pictures;
};

/** Behind the page: one without its pictures is a page all the same. */
async function refresh(): Promise<void> {
  read();
  if (askedAt !== null && Date.now() < askedAt + AGAIN_AFTER_MS) return;
  askedAt = Date.now();
  try {
    pictures = await memberService.listShopPictures({});
    slot.write(pictures);
    listeners.forEach((listener) => listener());
  } catch {
    askedAt = null;
  }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** The merchant's logo and the stores' pictures, as they were last seen and asked for again now and then. */
export function useShopPictures(): ShopPictures {
  useEffect(() => void refresh(), []);
  return useSyncExternalStore(subscribe, read, read);
}
