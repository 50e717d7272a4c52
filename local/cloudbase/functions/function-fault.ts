import * as z from 'zod';

/**
 * What may go wrong with a call: it never arrives (drop-before), it runs and its answer is lost (drop-after), it is delivered
 * twice at once (duplicate), it is late (delay), or the platform refuses it (error).
 */
export const functionFaultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['drop-before', 'drop-after', 'duplicate', 'error']) }),
  z.object({ kind: z.literal('delay'), delayMs: z.number().int().min(0) }),
]);
export type FunctionFault = z.infer<typeof functionFaultSchema>;
