import type { SettingGroupName } from '../../../contracts/office/setting-values';
import { changeSettings } from '../../kit/config/change-settings';
import type { WriteCall } from '../../kit/host/call';
import { listBrandProblems } from './list-brand-problems';
import { listProblems } from './list-problems';

type Call = WriteCall<'operator'>;
interface Change {
  name: SettingGroupName;
  content: Record<string, unknown>;
  basedOn: number;
}

/** In force everywhere within a minute. @throws TuankaError settings_changed */
export async function saveSettings(call: Call, { name, content, basedOn }: Change) {
  const problems = listProblems(name, content);
  if (problems.length > 0) return { outcome: 'refused' as const, problems };
  const version = await changeSettings(call.store, call, basedOn, { [name]: content });
  return { outcome: 'saved' as const, version };
}

/** @throws TuankaError settings_changed */
export async function saveBrand(
  call: Call,
  { brand, basedOn }: { brand: { name: string; colour: string }; basedOn: number },
) {
  const problems = await listBrandProblems(call.store, brand);
  if (problems.length > 0) return { outcome: 'refused' as const, problems };
  return saveSettings(call, { name: 'brand', content: brand, basedOn });
}
