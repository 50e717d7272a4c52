import * as z from 'zod';
import { couponPackId } from '../values';

/** What play gives. Each kind goes through the ledger it belongs to; `thanks` is nothing, said kindly. */
export const prize = () =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('points'), points: z.int().min(1).max(100_000) }),
    z.object({ kind: z.literal('pack'), packId: couponPackId }),
    /** To draw once more each. */
    z.object({ kind: z.literal('chances'), chances: z.int().min(1).max(10) }),
    /** 补签卡. */
    z.object({ kind: z.literal('cards'), cards: z.int().min(1).max(10) }),
    z.object({ kind: z.literal('thanks') }),
  ]);
export type Prize = z.output<ReturnType<typeof prize>>;

/** A prize as it is told: packs have names. */
export const prizeView = () =>
  z.object({ kind: z.enum(['points', 'pack', 'chances', 'cards', 'thanks']), text: z.string() });
export type PrizeView = z.output<ReturnType<typeof prizeView>>;
