import * as z from 'zod';
import type { TextScene } from '../../../contracts/text-marks';
import type { OpenId } from '../../../contracts/primitives/ids';

/**
 * WeChat's content security (platform-facts, section 9): the one door through which a text or a picture that other people see
 * is asked about. The openid is that of the person who is in the mini-program right now: WeChat wants a visit within two hours,
 * so a timer can never ask.
 */
export interface ContentCheck {
  /** @param text at most 2,500 characters @throws WechatError, WechatUnreachable: nothing is known of the text */
  checkText(input: { openId: OpenId; scene: TextScene; text: string }): Promise<Verdict>;
  /**
   * Asks about a picture that WeChat can fetch; the answer comes as an event under the trace id that this returns
   * (`readPictureVerdict`). @throws WechatError, WechatUnreachable
   */
  checkPicture(input: { openId: OpenId; scene: TextScene; url: string }): Promise<string>;
}

/** `doubtful`: WeChat would have a person look at it; only what passes passes. */
export type Verdict = 'passes' | 'doubtful' | 'refused';

export const MOST_CHECKED = 2500;
const VERSION = 2;
const PICTURE = 2;
const SCENES: Readonly<Record<TextScene, number>> = { profile: 1, comment: 2 };

const verdict = z.object({ suggest: z.string() });
const textAnswer = z.object({ result: verdict });
const pictureAnswer = z.object({ trace_id: z.string().min(1) });
export const PICTURE_EVENT = 'wxa_media_check';
const pictureEvent = z.object({
  Event: z.literal(PICTURE_EVENT),
  trace_id: z.string().min(1),
  result: verdict,
});

type Ask = <Answer extends z.ZodType>(
  path: string,
  body: unknown,
  answer: Answer,
) => Promise<z.output<Answer>>;

const verdictOf = ({ suggest }: z.output<typeof verdict>): Verdict =>
  suggest === 'pass' ? 'passes' : suggest === 'review' ? 'doubtful' : 'refused';

export const createContentCheck = (ask: Ask): ContentCheck => ({
  async checkText({ openId, scene, text }) {
    const body = { version: VERSION, openid: openId, scene: SCENES[scene], content: text };
    return verdictOf((await ask('/wxa/msg_sec_check', body, textAnswer)).result);
  },
  async checkPicture({ openId, scene, url }) {
    const body = {
      version: VERSION,
      openid: openId,
      scene: SCENES[scene],
      media_url: url,
      media_type: PICTURE,
    };
    return (await ask('/wxa/media_check_async', body, pictureAnswer)).trace_id;
  },
});

/** The event that tells what became of a picture; null: another event. */
export function readPictureVerdict(raw: unknown): { traceId: string; verdict: Verdict } | null {
  const parsed = pictureEvent.safeParse(raw);
  return parsed.success ? { traceId: parsed.data.trace_id, verdict: verdictOf(parsed.data.result) } : null;
}
