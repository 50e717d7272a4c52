import * as z from 'zod';
import { invalidParam } from '../database/errors';
import type { FunctionHost } from '../functions/function-host';

const invokeRequest = z.object({ function_name: z.string().min(1), request_data: z.string().default('') });

/** `callFunction` of the SDK with the environment's key: no WeChat user calls. @throws DatabaseError */
export async function invokeFunction(host: FunctionHost, env: string, request: unknown) {
  const { success, data } = invokeRequest.safeParse(request);
  if (!success) throw invalidParam('function_name is required');
  const event: unknown = data.request_data === '' ? {} : JSON.parse(data.request_data);
  const call = { functionName: data.function_name, event, env, origin: { kind: 'server' } as const };
  const { result, error } = await host.invoke(call);
  if (error) return { code: error.code, message: error.message };
  return { data: { response_data: JSON.stringify(result ?? null) } };
}
