import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { MINUTE_MS } from '../../../contracts/primitives/time';
import { variables } from '../config/settings';
import { logLine } from '../log/log-line';
import { reachOfficial, type OfficialReach } from '../wechat/account/official-reach';

/**
 * `npm run doctor` asks a deployed function what only it can tell: whether WeChat takes calls from its address. Whoever asks proves
 * that they hold the deployment's key; nothing is changed, and nothing but a code and an address is answered.
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

export interface SelfCheckAnswer {
  /** Null: no official account, or none of this function's business. */
  officialAccount: OfficialReach | null;
}

type Main = (event: unknown, context: unknown) => Promise<unknown>;

/** The function as it is, and the answer to the doctor beside it. */
export const withSelfCheck =
  (main: Main): Main =>
  async (event, context) => {
    const { data } = selfCheck.safeParse(event);
    if (!data || !isProved(data.selfCheck)) return main(event, context);
    const answer: SelfCheckAnswer = { officialAccount: await reachOfficial(variables()) };
    logLine('info', 'self_check', { reached: answer.officialAccount?.reached ?? null });
    return answer;
  };

function isProved({ at, proof }: z.output<typeof selfCheck>['selfCheck']): boolean {
  if (Math.abs(Date.now() - at) > STALE_MS) return false;
  return timingSafeEqual(Buffer.from(proof, 'hex'), proofOf(variables().memberCodeKey, at));
}
