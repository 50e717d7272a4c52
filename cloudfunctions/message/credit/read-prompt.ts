import { shopperKind, type PromptMoment } from '../../../contracts/message/message-values';
import type { ReadCall } from '../../kit/host/call';
import { creditKey, openIdKey } from '../../kit/store/query/document-ids';
import { templatesToAsk } from './prompt-policy';

/** Enough to see two refusals in a row. */
const RECENT = 2;

/** Template ids to ask for in one subscription prompt at this moment; none: do not ask. */
export async function readPrompt(
  { settings, store, caller, now }: ReadCall,
  { moment }: { moment: PromptMoment },
) {
  const templates = shopperKind.options.flatMap((kind) => {
    const template = settings.messageTemplates[kind];
    return template ? [{ kind, templateId: template.templateId }] : [];
  });
  const creditIds = templates.map(({ templateId }) => creditKey(caller.appId, caller.openId, templateId));
  const [credits, prompts] = await Promise.all([
    store.subscriptionCredits.getMany([...new Set(creditIds)]),
    store.subscriptionPrompts.find({
      where: { openIdKey: openIdKey(caller.appId, caller.openId), source: 'client' },
      orderBy: 'at',
      direction: 'desc',
      limit: RECENT,
    }),
  ]);
  const left = new Map(credits.map(({ _id, available }) => [_id.split(':')[2] ?? '', available]));
  const recent = prompts.items.map(({ at, answers }) => ({
    at,
    accepted: Object.values(answers).some((answer) => answer.startsWith('accept')),
  }));
  return { templateIds: templatesToAsk(moment, templates, { recent, left }, now) };
}
