import type { ErrorCode } from './errors';
import { HOUR_MS, MINUTE_MS } from './primitives/time';

/** So many within a window that begins with the first one; half-open: at `startedAt + withinMs` the next begins. */
export interface Allowance {
  most: number;
  withinMs: number;
}

/** Every call of one person counts. Calls with the same name share one count. */
export interface CallLimit extends Allowance {
  counts: 'calls';
  name: string;
  /** Only calls whose input has, or has not, a value there: the first page of an export, a phone number that is asked for. */
  onlyWhen?: { field: string; isNull: boolean };
}

/**
 * Only wrong tries count, of all operations that declare it together: whoever guesses codes may guess in several places. For staff,
 * whose stored role is read anyway. Used up, nothing is looked up before `retryAt`. A store has as many of all its staff together, then
 * operators are alarmed.
 */
export interface WrongTryLimit extends Allowance {
  counts: readonly ErrorCode[];
  /**
   * `first`: each try is counted before anything is looked up, a right one taken off again. `after`: what is named is an id that
   * nobody guesses, given out by a look-up that was counted first; the right one costs nothing.
   */
  counted: 'first' | 'after';
}

/** How often one person may do it. `boundedBy`: needs no count, and the sentence says what bounds it. */
export type Limit = CallLimit | WrongTryLimit | { boundedBy: string };

export const callLimit = (
  name: string,
  most: number,
  withinMs: number,
  onlyWhen?: CallLimit['onlyWhen'],
): CallLimit => ({ counts: 'calls', name, most, withinMs, ...(onlyWhen && { onlyWhen }) });

export const wrongCodeLimit: WrongTryLimit = {
  counts: ['coupon_not_found', 'card_not_found', 'member_code_unknown', 'redemption_not_found'],
  most: 10,
  withinMs: 10 * MINUTE_MS,
  counted: 'first',
};
export const wrongIdLimit: WrongTryLimit = { ...wrongCodeLimit, counted: 'after' };

/** WeChat counts every phone number that is asked for, and charges beyond its quota. */
export const phoneCodeLimit = (onlyWhen?: CallLimit['onlyWhen']): CallLimit =>
  callLimit('phone_code', 10, HOUR_MS, onlyWhen);
