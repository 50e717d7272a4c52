import { addMs, HOUR_MS, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import type { PushChannel } from '../../kit/outbox/reminder-kind';

/**
 * What each answer of WeChat means for a message, in one table (codes: platform-facts, section 1; docs/messages.md
 * prints it). A message lies in the inbox from the moment it is written, so falling back to the inbox loses nothing
 * but the service notification.
 */
export type SendResult =
  | { outcome: 'sent'; receipt: string | null }
  /** WeChat said no: nothing arrived. */
  | { outcome: 'refused'; errcode: number }
  /** No answer: it may have arrived. */
  | { outcome: 'unknown' }
  /** The account could not be called: no token, or none was accepted. Nothing was sent and no send counts as tried. */
  | { outcome: 'not_ready'; errcode: number | null };

/** What becomes of the subscription credit the send was reserved from. */
type CreditFate = 'spent' | 'returned' | 'zeroed';

export type NextStep =
  | { step: 'delivered'; credit: 'spent' }
  /** It may have arrived: never sent again, shown as "not confirmed". */
  | { step: 'unconfirmed'; credit: 'spent' }
  /** As if it had not been tried: it waits for its account; the credit stays reserved. */
  | { step: 'wait'; at: Instant }
  /** The same send again at `at`; the credit stays reserved. */
  | { step: 'retry'; at: Instant }
  /** The next channel of the route. A fault is ours or WeChat's, not the person's: without another channel it is a dead letter. */
  | { step: 'next_channel'; credit: CreditFate; fault: boolean };

interface Refusal {
  /** Waits before each repeat; none: WeChat's answer will not change. */
  retryAfterMs: readonly number[];
  credit: 'returned' | 'zeroed';
  fault: boolean;
  about: string;
}

const minutes = (...waits: number[]): number[] => waits.map((wait) => wait * MINUTE_MS);
const final = (about: string, fault: boolean, credit: Refusal['credit'] = 'returned'): Refusal => ({
  retryAfterMs: [],
  credit,
  fault,
  about,
});
const retried = (about: string, retryAfterMs: number[]): Refusal => ({
  retryAfterMs,
  credit: 'returned',
  fault: true,
  about,
});

const BUSY = minutes(1, 2, 4, 8);
/** Quotas and throttles lift by the hour at the earliest. */
const QUOTA = [HOUR_MS, 2 * HOUR_MS, 4 * HOUR_MS, 8 * HOUR_MS];

export const refusals: Readonly<Record<number, Refusal>> = {
  43101: final('no send left, or refused by the person: our count was wrong', false, 'zeroed'),
  43004: final('does not follow the official account', false),
  40003: final('openid of another app, or gone', false),
  43107: final('subscription banned for this person', false),
  47003: final('a field does not fit the template', true),
  40037: final('no such template', true),
  41030: final('the page is not in the live version', true),
  43116: retried('template throttled for abuse', QUOTA),
  43117: retried('sending too often', QUOTA),
  45009: retried('daily quota reached', QUOTA),
  45011: retried('too many calls a minute', BUSY),
  [-1]: retried('WeChat is busy', BUSY),
};

const UNKNOWN_REFUSAL = final('a code that is not in the table', true);

const refusalOf = (errcode: number): Refusal => refusals[errcode] ?? UNKNOWN_REFUSAL;

/** WeChat drops a template message with the same `client_msg_id` for about ten minutes (platform-facts [R]); two are kept in hand. */
const SAME_MESSAGE_MS = 8 * MINUTE_MS;

interface Attempt {
  channel: PushChannel;
  result: SendResult;
  /** Sends by this channel so far, this one included. */
  attempts: number;
  /** When the first of them started. */
  firstAt: Instant;
  now: Instant;
  /** A repeat that would come later than this is not made. */
  deadline: Instant;
  /** Another channel can be tried. */
  hasFallback: boolean;
}

export function nextStep(attempt: Attempt): NextStep {
  const { channel, result, attempts, firstAt, now, deadline } = attempt;
  if (result.outcome === 'sent') return { step: 'delivered', credit: 'spent' };
  if (result.outcome === 'unknown') {
    const at = addMs(now, MINUTE_MS);
    const dropsRepeats = channel === 'official_account' && at - firstAt < SAME_MESSAGE_MS;
    return dropsRepeats && at < deadline ? { step: 'retry', at } : { step: 'unconfirmed', credit: 'spent' };
  }
  if (result.outcome === 'not_ready') {
    // The notice goes out by the same account as the template message before it.
    if (attempt.hasFallback && channel === 'subscription')
      return { step: 'next_channel', credit: 'returned', fault: false };
    // However long it takes: whether it is still worth sending is asked when the account can be called again.
    return { step: 'wait', at: addMs(now, MINUTE_MS) };
  }
  const { retryAfterMs, credit, fault } = refusalOf(result.errcode);
  const waitMs = retryAfterMs[attempts - 1];
  if (waitMs !== undefined && now + waitMs < deadline) return { step: 'retry', at: addMs(now, waitMs) };
  return { step: 'next_channel', credit, fault };
}
