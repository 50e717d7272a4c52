import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { MINUTE_MS } from '../../../contracts/primitives/time';
import { variables, type Variables } from '../config/settings';
import { logLine } from '../log/log-line';
import type { OfficialReach } from '../wechat/account/official-reach';

/**
 * `npm run doctor` and `npm run probe` ask a deployed function what only it can tell: the limits it runs under, and whether WeChat
 * takes calls from its address. Whoever asks proves that they hold the deployment's key; nothing is changed, and nothing but
 * numbers, a code and an address is answered.
 */
const selfCheck = z.object({
  selfCheck: z.object({ at: z.number(), proof: z.string().regex(/^[0-9a-f]{64}$/) }),
});
const STALE_MS = 5 * MINUTE_MS;

const proofOf = (key: Buffer, at: number): Buffer =>
  createHmac('sha256', key).update(`self-check ${at}`).digest();

/** The event that asks. */
export const askSelfCheck = (memberCodeKey: Buffer, at: number) => ({
  selfCheck: { at, proof: proofOf(memberCodeKey, at).toString('hex') },
});

/** As SCF hands them over with each call; null: it did not. */
const contextLimits = z.object({ time_limit_in_ms: z.number(), memory_limit_in_mb: z.number() });

export interface SelfCheckAnswer {
  limits: { timeMs: number; memoryMb: number } | null;
  /** Null: no official account, or none of this function's business. */
  officialAccount: OfficialReach | null;
}

type Main<Answer> = (event: unknown, context: unknown) => Promise<Answer>;
type ReachOfficial = (own: Variables) => Promise<OfficialReach | null>;

/** The function as it is, and the answer to whoever checks it beside it. @param reach of functions that call the official account */
export const withSelfCheck =
  <Answer>(main: Main<Answer>, reach: ReachOfficial = async () => null): Main<Answer | SelfCheckAnswer> =>
  async (event, context) => {
    const { data } = selfCheck.safeParse(event);
    if (!data || !isProved(data.selfCheck)) return main(event, context);
    const { data: limits } = contextLimits.safeParse(context);
    const answer: SelfCheckAnswer = {
      limits: limits ? { timeMs: limits.time_limit_in_ms, memoryMb: limits.memory_limit_in_mb } : null,
      officialAccount: await reach(variables()),
    };
    logLine('info', 'self_check', { reached: answer.officialAccount?.reached ?? null });
    return answer;
  };

function isProved({ at, proof }: z.output<typeof selfCheck>['selfCheck']): boolean {
  if (Math.abs(Date.now() - at) > STALE_MS) return false;
  return timingSafeEqual(Buffer.from(proof, 'hex'), proofOf(variables().memberCodeKey, at));
}
