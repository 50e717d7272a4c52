import { useCallback, useEffect, useRef } from 'react';
import { cacheSlot } from '@/platform/cache';
import { askForReminders, type PromptOutcome } from '@/platform/reminder-prompt';
import { messageService } from '@/services';

const isTemplateIds = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((id) => typeof id === 'string');

const slot = cacheSlot('prompt-templates', isTemplateIds);

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
 * time), because WeChat shows its sheet only when asked inside the tap: call `ask` first in the handler.
 */
export function useReminderPrompt(): ReminderPrompt {
  const templateIds = useRef<string[]>([]);
  useEffect(() => {
    templateIds.current = slot.read()?.value ?? [];
    messageService.readPrompt({}).then(
      (prompt) => {
        templateIds.current = prompt.templateIds;
        slot.write(prompt.templateIds);
      },
      () => undefined, // the ids of last time still do
    );
  }, []);

  const ask = useCallback(async () => {
    const outcome = await askForReminders(templateIds.current);
    return { outcome, recorded: record(outcome) };
  }, []);

  return { ask };
}
