import type { Grain } from '../../../contracts/primitives/insight/measures';
import { periodOf } from '../../../contracts/primitives/insight/periods';
import type { Instant } from '../../../contracts/primitives/time';

/** The month of China an instant lies in, `2026-06`. */
export const monthOf = (at: Instant): string => periodOf('month', at);

/** Months from one to the other, both `YYYY-MM`; negative when the other is before. */
export function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + (toMonth - fromMonth);
}

/** Where everything there ever was is counted. */
export const EVER = 'ever';

/** Where something that happened then is counted: in one bucket of each grain. */
export const bucketsOf = (at: Instant): readonly (readonly [grain: Grain, bucket: string])[] => [
  ['day', periodOf('day', at)],
  ['week', periodOf('week', at)],
  ['month', monthOf(at)],
  ['ever', EVER],
];
