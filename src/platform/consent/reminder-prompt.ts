import Taro from '@tarojs/taro';
import type { MessageApi } from '@contracts/message/message';
import { isRecord, numberField } from '../untrusted';
import { isH5 } from '../target';
import { wechatApp } from '../wechat-app';

export type PromptAnswers = Parameters<MessageApi['recordPrompt']>[0]['answers'];

/** `switched_off`: the shopper turned the main switch off and has to turn it on in WeChat's settings. */
export type PromptOutcome =
  | { kind: 'answered'; answers: PromptAnswers; accepted: number }
  | { kind: 'switched_off' }
  | { kind: 'unavailable' };

const MAIN_SWITCH_OFF = 20004;
/** WeChat refuses more ids at once (platform-facts, section 1: use at most three). */
const MOST_TEMPLATES = 3;

type PromptAnswer = PromptAnswers[string];
const answersByName: Record<string, PromptAnswer> = {
  accept: 'accept',
  acceptWithAudio: 'acceptWithAudio',
  reject: 'reject',
  ban: 'ban',
  filter: 'filter',
};

/** Keeps the answers of the templates that were asked for; WeChat adds `errMsg` and more. */
export function promptOutcome(raw: unknown, templateIds: readonly string[]): PromptOutcome {
  if (!isRecord(raw)) return { kind: 'unavailable' };
  const answers: PromptAnswers = {};
  for (const id of templateIds) {
    const answer = raw[id];
    const known = typeof answer === 'string' ? answersByName[answer] : undefined;
    if (known) answers[id] = known;
  }
  if (Object.keys(answers).length === 0) return { kind: 'unavailable' };
  const accepted = Object.values(answers).filter((answer) => answer.startsWith('accept')).length;
  return { kind: 'answered', answers, accepted };
}

function request(tmplIds: string[]): Promise<unknown> {
  if (isH5) return wechatApp().requestSubscribeMessage({ tmplIds });
  // Taro's type also demands Alipay's entityIds, which WeChat ignores.
  return Taro.requestSubscribeMessage({ tmplIds, entityIds: [] });
}

/**
 * Asks for the subscription. WeChat opens the sheet only when this is called inside the tap handler, before
 * anything is awaited: fetch the template ids earlier.
 */
export function askForReminders(templateIds: readonly string[]): Promise<PromptOutcome> {
  const asked = templateIds.slice(0, MOST_TEMPLATES);
  if (asked.length === 0) return Promise.resolve({ kind: 'unavailable' });
  return request(asked).then(
    (raw) => promptOutcome(raw, asked),
    (error: unknown): PromptOutcome => ({
      kind: numberField(error, 'errCode') === MAIN_SWITCH_OFF ? 'switched_off' : 'unavailable',
    }),
  );
}
