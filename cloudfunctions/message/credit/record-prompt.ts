import type * as z from 'zod';
import type { promptAnswer } from '../../../contracts/message/message';
import type { WriteCall } from '../../kit/host/call';
import { openIdKey } from '../../kit/store/query/document-ids';
import { acceptedTemplates, recordAccepts } from './record-accepts';

type Answers = Record<string, z.output<typeof promptAnswer>>;

/**
 * Records what the person answered to a subscription prompt: one accept allows one message. The prompt's document
 * decides, so a repeated report adds nothing; templates we do not use are left out.
 */
export async function recordPrompt(call: WriteCall, { answers }: { answers: Answers }) {
  const { store, caller, now, requestId, settings } = call;
  const accepted = acceptedTemplates(settings, answers);
  const prompt = {
    _id: `${caller.openId}:${requestId}`,
    openIdKey: openIdKey(caller.appId, caller.openId),
    source: 'client' as const,
    answers,
    at: now,
  };
  await store.transact((transaction) => recordAccepts(transaction, prompt, caller, accepted));
  return { accepted: accepted.length };
}
