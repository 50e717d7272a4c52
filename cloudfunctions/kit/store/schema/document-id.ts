import * as z from 'zod';

/** A document id that is built elsewhere; each collection says how. */
export const documentId = z.string().min(1).describe('document id');
