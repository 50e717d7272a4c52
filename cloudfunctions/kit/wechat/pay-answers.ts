/**
 * What each refusal of WeChat Pay means to the call that got it; docs/wechat-pay-answers.md is the same table in words and
 * is checked against this one. A code that is not named means the call's usual: nothing is known, so nothing ends.
 */
interface Outcomes {
  /** again: the same number may be tried again · refused: not this way, the attempt stays · ask_paid: it may be paid, WeChat is asked · next_attempt: this one is over, one new number follows */
  prepay: 'again' | 'refused' | 'ask_paid' | 'next_attempt';
  /** ask_again: nothing is known · unknown: WeChat has no such order */
  query: 'ask_again' | 'unknown';
  /** closed: it cannot be paid any more · ask_paid: it may be paid, WeChat is asked · ask_again: nothing is known */
  close: 'closed' | 'ask_paid' | 'ask_again';
  /** wait: the same number again, later · wait_shown: that, and the operator sees it · never: this can never be, once a query says so too */
  refund: 'wait' | 'wait_shown' | 'never';
  /** ask_again: nothing is known · submit: WeChat has no such refund, so it is sent again under its number */
  refund_query: 'ask_again' | 'submit';
}
export type PayCallName = keyof Outcomes;

type Rules = {
  [Call in PayCallName]: { usual: Outcomes[Call]; of: Readonly<Record<string, Outcomes[Call]>> };
};

/** No answer, or one nobody can read. */
export const UNANSWERED = 'UNANSWERED';

const rules: Rules = {
  prepay: {
    usual: 'refused',
    of: {
      UNANSWERED: 'again',
      SYSTEMERROR: 'again',
      BANKERROR: 'again',
      FREQUENCYLIMITED: 'again',
      ORDERPAID: 'ask_paid',
      ORDERCLOSED: 'next_attempt',
    },
  },
  query: { usual: 'ask_again', of: { ORDERNOTEXIST: 'unknown' } },
  close: {
    usual: 'ask_again',
    of: {
      ORDERPAID: 'ask_paid',
      ORDERCLOSED: 'closed',
      // Never prepared: the request was lost, and its answer, which alone opens a pay sheet, is not used any more.
      ORDERNOTEXIST: 'closed',
    },
  },
  refund: {
    usual: 'wait_shown',
    of: {
      UNANSWERED: 'wait',
      SYSTEMERROR: 'wait',
      FREQUENCYLIMITED: 'wait',
      PARAMERROR: 'never',
      INVALIDREQUEST: 'never',
      RESOURCENOTEXISTS: 'never',
      ORDERNOTEXIST: 'never',
    },
  },
  refund_query: {
    usual: 'ask_again',
    of: { RESOURCENOTEXISTS: 'submit', REFUNDNOTEXIST: 'submit' },
  },
};

/** WeChat spells the same code with and without underscores, by the age of the API. */
const spelled = (code: string): string => code.replaceAll('_', '').toUpperCase();

export function outcomeOf<Call extends PayCallName>(call: Call, code: string): Outcomes[Call] {
  const { usual, of } = rules[call];
  const key = spelled(code);
  return (Object.hasOwn(of, key) ? of[key] : undefined) ?? usual;
}

const BUSY: readonly string[] = [UNANSWERED, 'SYSTEMERROR', 'BANKERROR', 'FREQUENCYLIMITED'];

/** WeChat may or may not have acted, and asks to be asked again. */
export const isBusy = (status: number, code: string): boolean =>
  status === 429 || status >= 500 || BUSY.includes(spelled(code));
