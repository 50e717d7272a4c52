import type { AppId, OpenId } from '../../../contracts/primitives/ids';
import type { Settings } from '../../kit/config/settings';
import { creditKey } from '../../kit/store/query/document-ids';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { addAccept } from './credit-ledger';

type Prompt = DocumentOf<'subscriptionPrompts'>;

/** Adds the accepts of one prompt to the ledger, once: the prompt's document decides. */
export async function recordAccepts(
  transaction: TransactionStore,
  prompt: Prompt,
  { appId, openId }: { appId: AppId; openId: OpenId },
  templateIds: readonly string[],
): Promise<void> {
  if (await transaction.subscriptionPrompts.get(prompt._id)) return;
  await transaction.subscriptionPrompts.insert(prompt);
  for (const templateId of templateIds) {
    const _id = creditKey(appId, openId, templateId);
    const credit = await transaction.subscriptionCredits.get(_id);
    const counted = addAccept(credit, { source: prompt.source, at: prompt.at });
    await transaction.subscriptionCredits.replace({
      _id,
      openIdKey: prompt.openIdKey,
      ...counted,
      unmatched: [...counted.unmatched],
      updatedAt: prompt.at,
    });
  }
}

/** The templates of ours that were accepted. */
export function acceptedTemplates(
  { messageTemplates }: Pick<Settings, 'messageTemplates'>,
  answers: Readonly<Record<string, string>>,
): string[] {
  const ours = new Set(Object.values(messageTemplates).map(({ templateId }) => templateId));
  return Object.entries(answers)
    .filter(([templateId, answer]) => ours.has(templateId) && answer.startsWith('accept'))
    .map(([templateId]) => templateId);
}
