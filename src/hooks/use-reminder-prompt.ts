import { useCallback, useEffect, useRef } from 'react';
import { cacheSlot } from '@/platform/cache';
import { askForReminders, type PromptOutcome } from '@/platform/consent/reminder-prompt';
import type { PromptMoment } from '@contracts/message/message';
import { messageService } from '@/services';

const isTemplateIds = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((id) => typeof id === 'string');

/** Kept per moment: whether to ask is the server's policy, and differs between them. */
const slotOf = (moment: PromptMoment) => cacheSlot(`prompt-templates-${moment}`, isTemplateIds);

export interface AskedForReminders {
  outcome: PromptOutcome;
  /** The server knows of it; whoever leaves the page need not wait. */
  recorded: Promise<void>;
}

export interface ReminderPrompt {
  ask: () => Promise<AskedForReminders>;
}

async function record(outcome: PromptOutcome): Promise<void> {
  if (outcome.kind === 'answered') await messageService.recordPrompt({ answers: outcome.answers });
}

/**
 * Asks for the subscription to reminders. The template ids are read when the page opens (and kept from last
 * time; none when this is not a moment to ask), because WeChat shows its sheet only when asked inside the tap: call `ask` first in the handler.
 */
export function useReminderPrompt(moment: PromptMoment): ReminderPrompt {
  const templateIds = useRef<string[]>([]);
  useEffect(() => {
    const slot = slotOf(moment);
    templateIds.current = slot.read()?.value ?? [];
    messageService.readPrompt({ moment }).then(
      (prompt) => {
        templateIds.current = prompt.templateIds;
        slot.write(prompt.templateIds);
      },
      () => undefined, // the ids of last time still do
    );
  }, [moment]);

  const ask = useCallback(async () => {
    const outcome = await askForReminders(templateIds.current);
    return { outcome, recorded: record(outcome) };
  }, []);

  return { ask };
}
