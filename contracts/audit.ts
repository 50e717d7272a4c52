import * as z from 'zod';

/** In what role something was done; a shopper attaches a bill, the system ends one nobody paid. */
export const auditRole = z.enum(['owner', 'operator', 'clerk', 'adviser', 'leader', 'shopper', 'system']);
export type AuditRole = z.output<typeof auditRole>;

/** From where it was done: a phone, or a desk with a browser. */
export const auditPlace = z.enum(['phone', 'desk']);
export type AuditPlace = z.output<typeof auditPlace>;
