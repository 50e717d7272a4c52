/**
 * What the SDK posts to /admin. Queries, updates, projections, orders and stage values are EJSON strings inside the JSON body;
 * everything else (signature, tokens, tracing) is ignored. Shapes read from @cloudbase/database 1.4.3 as node-sdk 3.18.3 uses it.
 */
import { z } from 'zod';
import { DatabaseError } from '../database/errors';

const stageSchema = z.object({ stageKey: z.string(), stageValue: z.string() });

const requestSchema = z.object({
  action: z.string(),
  envName: z.string().optional(),
  collectionName: z.string().optional(),
  transactionId: z.string().optional(),
  queryType: z.enum(['WHERE', 'DOC']).optional(),
  query: z.string().optional(),
  data: z.union([z.string(), z.array(z.string())]).optional(),
  order: z.string().optional(),
  offset: z.number().int().nonnegative().optional(),
  limit: z.number().int().optional(),
  projection: z.string().optional(),
  multi: z.boolean().optional(),
  merge: z.boolean().optional(),
  upsert: z.boolean().optional(),
  stages: z.array(stageSchema).optional(),
});

export type AdminRequest = z.infer<typeof requestSchema>;

export function parseRequest(body: unknown): AdminRequest {
  const parsed = requestSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new DatabaseError(
    'INVALID_PARAM',
    `[InvalidParameter] ${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? 'invalid'}`,
  );
}
