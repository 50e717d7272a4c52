import { useState } from 'react';
import type { SettingGroupName, SettingProblem } from '@contracts/office/setting-values';
import { useAction } from '@/hooks/use-action';
import { setBrandColour } from '@/components/page/use-brand';
import { useRequestId } from '@/hooks/use-request-id';
import type { RequestId } from '@contracts/primitives/ids';
import { officeService } from '@/services';
import { problemText, type SettingField } from './setting-draft';

interface Change {
  name: SettingGroupName;
  content: Readonly<Record<string, unknown>>;
  /** It is in force: nothing of it is kept for later. */
  onSaved?: () => void;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function send({ name, content }: Change, basedOn: number, idFor: (input: object) => RequestId) {
  if (name !== 'brand') {
    const input = { name, content: { ...content }, basedOn };
    return officeService.saveSettings(input, { requestId: idFor(input) });
  }
  const brand = { name: textOf(content['name']), colour: textOf(content['colour']) };
  const input = { brand, basedOn };
  return officeService.saveBrand(input, { requestId: idFor(input) });
}

/** Saving one group of the settings after another, each based on the version of the last. */
export function useSaving(version: number) {
  const [basedOn, setBasedOn] = useState(version);
  const [refused, setRefused] = useState<{ name: SettingGroupName; problems: SettingProblem[] } | null>(null);
  const [saved, setSaved] = useState<SettingGroupName | null>(null);
  const request = useRequestId();
  const action = useAction(async ({ name, content, onSaved }: Change) => {
    setSaved(null);
    setRefused(null);
    const answer = await send({ name, content }, basedOn, (input) => request.idFor(input));
    request.done();
    if (answer.outcome === 'refused') return setRefused({ name, problems: answer.problems });
    setBasedOn(answer.version);
    if (name === 'brand') setBrandColour(textOf(content['colour']).trim() || null);
    onSaved?.();
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
