import * as z from 'zod';
import { WechatFailure } from './wechat-failure';

/** `wx.cloud.callFunction` against the local cloud: the call context is built from the persona, never from the body. */
const answerSchema = z.object({
  result: z.unknown(),
  error: z.object({ code: z.unknown(), message: z.string().optional() }).optional(),
});

const failure = (errCode: number, text: string) =>
  new WechatFailure(`cloud.callFunction:fail ${text}`, { errCode });

/** A function that threw or timed out; WeChat's own number for it. */
const FUNCTION_FAILED = -504002;
const NO_NETWORK = -1;

export async function callFunction(
  personaId: string,
  { name, data }: { name: string; data: unknown },
  isOffline: () => boolean,
): Promise<{ result: unknown }> {
  const noNetwork = failure(NO_NETWORK, 'request:fail network error');
  if (isOffline()) throw noNetwork;
  let answer: unknown;
  try {
    const response = await fetch(`/functions/${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-local-identity': personaId },
      body: JSON.stringify(data ?? {}),
    });
    answer = await response.json();
  } catch {
    throw noNetwork;
  }
  if (isOffline()) throw noNetwork; // went offline while waiting: the answer is lost
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success || parsed.data.error) {
    throw failure(FUNCTION_FAILED, parsed.data?.error?.message ?? 'function execution failed');
  }
  return { result: parsed.data.result };
}
