import type { SettingGroupName } from '../../../contracts/office/setting-values';
import { changeSettings } from '../../kit/config/change-settings';
import type { WriteCall } from '../../kit/host/call';
import { listProblems } from './list-problems';

interface Change {
  name: SettingGroupName;
  content: Record<string, unknown>;
  basedOn: number;
}

/** In force everywhere within a minute. @throws TuankaError settings_changed */
export async function saveSettings(call: WriteCall<'operator'>, { name, content, basedOn }: Change) {
  const problems = listProblems(name, content);
  if (problems.length > 0) return { outcome: 'refused' as const, problems };
  const version = await changeSettings(call.store, call, basedOn, { [name]: content });
  return { outcome: 'saved' as const, version };
}
