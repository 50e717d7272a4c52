import * as z from 'zod';

/**
 * What a platform was found to do beyond what its documents promise: written by the live probe into `settings`
 * (`platformCapabilities`), read with the settings. Whatever is not proved is not used.
 */
const platformCapabilities = z.object({
  /** One `add` of several documents inside a transaction; the documents speak of single records only (platform-facts, section 9). */
  batchInTransaction: z.boolean().default(false),
});
export type PlatformCapabilities = z.output<typeof platformCapabilities>;

const NOTHING_PROVED = platformCapabilities.parse({});
const learned = new Map<'platform', PlatformCapabilities>();

export const learnCapabilities = (content: unknown): void => {
  learned.set('platform', platformCapabilities.safeParse(content).data ?? NOTHING_PROVED);
};

export const capabilities = (): PlatformCapabilities => learned.get('platform') ?? NOTHING_PROVED;
