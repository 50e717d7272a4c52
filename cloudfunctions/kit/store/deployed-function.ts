import * as z from 'zod';
import { openClient } from './database';

const called = z.looseObject({
  code: z.string().optional(),
  message: z.string().optional(),
  result: z.unknown(),
});

/** For tools: calls a deployed function with the environment's key. @returns undefined: it is not there, or broke */
export async function callDeployed(name: string, data: object): Promise<unknown> {
  const answer: unknown = await openClient()
    .callFunction({ name, data })
    .catch((): null => null);
  const parsed = called.safeParse(answer);
  return parsed.success && parsed.data.code === undefined ? parsed.data.result : undefined;
}
