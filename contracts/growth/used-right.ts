import * as z from 'zod';

/** How often a right was used in a month with an account that is closed. */
export const usedRight = () =>
  z.object({ privilegeId: z.string(), period: z.string().length(7), times: z.int().positive() });
export type UsedRight = z.output<ReturnType<typeof usedRight>>;
