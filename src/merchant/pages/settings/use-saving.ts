import { useState } from 'react';
import type { SettingGroupName, SettingProblem } from '@contracts/office/setting-values';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { officeService } from '@/services';
import { problemText, type SettingField } from './setting-draft';

interface Change {
  name: SettingGroupName;
  content: Readonly<Record<string, unknown>>;
}

/** Saving one group of the settings after another, each based on the version of the last. */
export function useSaving(version: number) {
  const [basedOn, setBasedOn] = useState(version);
  const [refused, setRefused] = useState<{ name: SettingGroupName; problems: SettingProblem[] } | null>(null);
  const [saved, setSaved] = useState<SettingGroupName | null>(null);
  const request = useRequestId();
  const action = useAction(async ({ name, content }: Change) => {
    setSaved(null);
    setRefused(null);
    const input = { name, content: { ...content }, basedOn };
    const answer = await officeService.saveSettings(input, { requestId: request.idFor(input) });
    request.done();
    if (answer.outcome === 'refused') return setRefused({ name, problems: answer.problems });
    setBasedOn(answer.version);
    setSaved(name);
  });
  return {
    busy: action.busy,
    error: action.error,
    saved,
    save: action.run,
    problemsOf: (name: SettingGroupName, fields?: readonly SettingField[]): string[] =>
      refused?.name === name ? refused.problems.map((problem) => problemText(problem, fields)) : [],
  };
}
export type SaveGroup = ReturnType<typeof useSaving>;
