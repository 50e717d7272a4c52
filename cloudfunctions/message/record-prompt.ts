import type * as z from 'zod';
import type { promptAnswer } from '../../contracts/message';
import type { WriteCall } from '../kit/host/call';
import { creditKey, openIdKey } from '../kit/store/document-ids';
import type { TransactionStore } from '../kit/store/store';

type Answers = Record<string, z.output<typeof promptAnswer>>;

/**
 * Records what the person answered to a subscription prompt: one accept allows one message. The prompt's document
 * decides, so a repeated report adds nothing; templates we do not use are left out.
 */
export async function recordPrompt(call: WriteCall<'member'>, { answers }: { answers: Answers }) {
  const { store, caller, now, requestId } = call;
  const person = openIdKey(caller.appId, caller.openId);
  const accepted = acceptedTemplates(call, answers);
  const promptId = `${caller.openId}:${requestId}`;
  await store.transact(async (transaction) => {
    if (await transaction.subscriptionPrompts.get(promptId)) return;
    await transaction.subscriptionPrompts.insert({ _id: promptId, openIdKey: person, answers, at: now });
    for (const templateId of accepted) {
      await addCredit(transaction, call, creditKey(caller.appId, caller.openId, templateId));
    }
  });
  return { accepted: accepted.length };
}

function acceptedTemplates({ settings }: WriteCall<'member'>, answers: Answers): string[] {
  const ours = new Set(Object.values(settings.messageTemplates).map(({ templateId }) => templateId));
  const accepts = Object.entries(answers).filter(
    ([, answer]) => answer === 'accept' || answer === 'acceptWithAudio',
  );
  return accepts.map(([templateId]) => templateId).filter((templateId) => ours.has(templateId));
}

async function addCredit(
  transaction: TransactionStore,
  { caller, now }: WriteCall<'member'>,
  creditId: string,
): Promise<void> {
  const credit = await transaction.subscriptionCredits.get(creditId);
  if (credit) {
    const available = credit.available + 1;
    await transaction.subscriptionCredits.update(creditId, { available, updatedAt: now });
    return;
  }
  await transaction.subscriptionCredits.insert({
    _id: creditId,
    openIdKey: openIdKey(caller.appId, caller.openId),
    available: 1,
    reserved: 0,
    updatedAt: now,
  });
}
