import type { ReadCall } from '../kit/host/call';

/** WeChat asks for at most three templates at once (platform-facts, section 1). */
const MOST_TEMPLATES = 3;

/** Template ids to ask for in one subscription prompt. */
export async function readPrompt({ settings }: ReadCall) {
  const templateIds = Object.values(settings.messageTemplates).map(({ templateId }) => templateId);
  return { templateIds: templateIds.slice(0, MOST_TEMPLATES) };
}
