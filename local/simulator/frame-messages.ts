import * as z from 'zod';

/** What the page with the phones and the mini-program in a frame tell each other; both are on the same origin. */
const shownCodeSchema = z.object({
  path: z.string(),
  scene: z.string(),
  title: z.string(),
  dataUrl: z.string().optional(),
});

const fromFrameSchema = z.discriminatedUnion('tuanka', [
  z.object({ tuanka: z.literal('scan'), request: z.number() }),
  z.object({ tuanka: z.literal('code'), code: shownCodeSchema.nullable() }),
]);

const toFrameSchema = z.discriminatedUnion('tuanka', [
  /** The phone came to the front, the clock moved, or somebody asked to refresh. */
  z.object({ tuanka: z.literal('show') }),
  /** `text` is null when the person closed the scanner. */
  z.object({ tuanka: z.literal('scanned'), request: z.number(), text: z.string().nullable() }),
]);

export type FromFrame = z.infer<typeof fromFrameSchema>;
export type ToFrame = z.infer<typeof toFrameSchema>;

/** Null for everything that is not ours: browser extensions post messages too. */
export const readFromFrame = (data: unknown): FromFrame | null =>
  fromFrameSchema.safeParse(data).data ?? null;
export const readToFrame = (data: unknown): ToFrame | null => toFrameSchema.safeParse(data).data ?? null;
