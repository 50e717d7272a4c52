import * as z from 'zod';
import { CLOCK } from '../primitives/clock/minute-of-day';
import { shown, unshown } from '../text-marks';

/** WeChat takes a payment's description of at most so many bytes (platform-facts, section 8). */
export const MOST_DESCRIPTION_BYTES = 127;

/** What a payer reads in WeChat: the brand and the store. */
export const paymentDescription = (brand: string, store: string): string => `${brand}-${store}`;

const clock = unshown(z.string().regex(CLOCK), 'a time of day');

/** Of a store, what people read and what finds it. */
export const storeFields = z.strictObject({
  /** Together with the brand it has to fit into a payment's description: `store_name_too_long`. */
  name: shown(z.string().trim().min(1).max(30)),
  city: shown(z.string().trim().max(20)),
  region: shown(z.string().trim().max(20)),
  address: shown(z.string().trim().max(100)),
  phone: unshown(
    z
      .string()
      .trim()
      .regex(/^[\d\-+ ]{0,20}$/),
    'digits',
  ),
  /** Half-open, China time; the same twice: round the clock. Null: nobody said. Past midnight when it ends before it begins. */
  hours: z.strictObject({ opensAt: clock, closesAt: clock }).nullable(),
  /** As maps in China have it (GCJ-02), in degrees. */
  location: z
    .strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
    .nullable(),
});
export type StoreFields = z.output<typeof storeFields>;
