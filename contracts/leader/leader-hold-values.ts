import * as z from 'zod';

/** Awards held for the operator because leader and member may be one person. */
export const holdState = z.enum(['held', 'released', 'refused']);
