import { createHash } from 'node:crypto';
import { refuse } from '../../../contracts/errors';
import type { Operation } from '../../../contracts/operation';
import type { OpenId } from '../../../contracts/primitives/ids';
import { DAY_MS } from '../../../contracts/primitives/time';
import { shownTexts, type ShownText, type TextScene } from '../../../contracts/text-marks';
import { MOST_CHECKED, type ContentCheck } from '../wechat/content-check';
import { WechatError, WechatUnreachable } from '../wechat/wechat-error';

/**
 * Nothing that other people read is saved before WeChat has let it pass: asked with the openid of who writes it, at the moment
 * they do. What cannot be asked about is not saved either.
 */
interface Writer {
  content: ContentCheck;
  openId: OpenId;
  /** Milliseconds since the epoch. */
  now: number;
}

/** Who writes was not in the mini-program within two hours [R]. */
const NOT_HERE = 61010;

/** What has passed passes again for a day: a price list is typed all day long, and WeChat counts every question. */
const PASSED_FOR_MS = DAY_MS;
const MOST_KNOWN = 5_000;
const passed = new Map<string, number>();

const keyOf = ({ scene, text }: ShownText): string =>
  createHash('sha256').update(`${scene}\n${text}`).digest('base64');

/** @throws TuankaError content_refused, content_unchecked, content_visit */
export async function checkTexts(operation: Operation, input: unknown, writer: Writer): Promise<void> {
  if (operation.idempotency === 'read') return;
  const texts = shownTexts(operation.input, input).filter(
    (text) => (passed.get(keyOf(text)) ?? 0) <= writer.now,
  );
  if (texts.length === 0) return;
  for (const { scene, text } of questionsOf(texts)) await ask(writer, scene, text);
  if (passed.size > MOST_KNOWN) passed.clear();
  for (const text of texts) passed.set(keyOf(text), writer.now + PASSED_FOR_MS);
}

/** As few questions as will hold them; a line each, so that two texts never read as one. */
export function questionsOf(texts: readonly ShownText[]): ShownText[] {
  const questions: ShownText[] = [];
  for (const { scene, text } of texts) {
    const open = [...questions].reverse().find((question) => question.scene === scene);
    if (open && open.text.length + 1 + text.length <= MOST_CHECKED) open.text += `\n${text}`;
    else questions.push({ scene, text });
  }
  return questions;
}

async function ask({ content, openId }: Writer, scene: TextScene, text: string): Promise<void> {
  let verdict;
  try {
    verdict = await content.checkText({ openId, scene, text });
  } catch (error) {
    // Asking again would change nothing: somebody at a desk has to take the phone first.
    if (error instanceof WechatError && error.errcode === NOT_HERE)
      throw refuse('content_visit', error.message);
    if (error instanceof WechatError || error instanceof WechatUnreachable)
      throw refuse('content_unchecked', error.message);
    throw error;
  }
  if (verdict !== 'passes') throw refuse('content_refused', verdict);
}
