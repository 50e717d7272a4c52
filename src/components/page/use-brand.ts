import { useMemo, useSyncExternalStore, type CSSProperties } from 'react';
import { brandTones, isColour, type BrandTones } from '@contracts/primitives/brand-tones';
import { cacheSlot } from '@/platform/cache';

/** The merchant's colour as the server last told it, remembered on the phone and followed by every page at once; null: ours. */
const slot = cacheSlot('brand-colour', (value): value is string => typeof value === 'string');
const listeners = new Set<() => void>();
let colour: string | null = null;

const read = (): string => {
  colour ??= slot.read()?.value ?? '';
  return colour;
};

export function setBrandColour(next: string | null): void {
  if (read() === (next ?? '')) return;
  colour = next ?? '';
  slot.write(colour);
  listeners.forEach((listener) => listener());
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** Null: without a colour of the merchant's the pages have ours. */
export function useBrandTones(): BrandTones | null {
  const own = useSyncExternalStore(subscribe, read, read);
  return useMemo(() => (isColour(own) ? brandTones(own) : null), [own]);
}

type BrandStyle = CSSProperties & Record<`--${string}`, string>;

/** The variables of `app.scss`. */
export const brandStyle = (tones: BrandTones): BrandStyle => ({
  '--brand': tones.brand,
  '--brand-deep': tones.deep,
  '--brand-soft': tones.soft,
  '--brand-line': tones.line,
  '--brand-from': tones.from,
  '--brand-to': tones.to,
  '--brand-night': tones.night,
  '--brand-night-soft': tones.nightSoft,
  '--brand-night-line': tones.nightLine,
});
