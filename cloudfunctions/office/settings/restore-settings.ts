import { settingGroupName, type SettingProblem } from '../../../contracts/office/setting-values';
import { changeSettings, settingVersionId } from '../../kit/config/change-settings';
import type { WriteCall } from '../../kit/host/call';
import { listBrandProblems } from './list-brand-problems';
import { listProblems } from './list-problems';

interface Wanted {
  version: number;
  basedOn: number;
}

/** History is not rewritten: what was is written down again as the newest. @throws TuankaError setting_version_not_found, settings_changed */
export async function restoreSettings(call: WriteCall<'operator'>, { version, basedOn }: Wanted) {
  const { store } = call;
  const [{ content }, current] = await Promise.all([
    store.settingVersions.require(settingVersionId(version), 'setting_version_not_found'),
    store.settings.get('merchant'),
  ]);
  // A group that was not written down had its defaults, and has them again.
  const names = settingGroupName.options.filter(
    (name) => name in content || name in (current?.content ?? {}),
  );
  const groups = Object.fromEntries(names.map((name) => [name, content[name] ?? {}]));
  const under = (name: string) => (one: SettingProblem) => ({
    ...one,
    path: [name, one.path].filter((part) => part !== '').join('.'),
  });
  const problems = [
    ...names.flatMap((name) => listProblems(name, groups[name]).map(under(name))),
    ...(await listBrandProblems(store, groups['brand'] ?? {})).map(under('brand')),
  ];
  if (problems.length > 0) return { outcome: 'refused' as const, problems };
  return {
    outcome: 'restored' as const,
    version: await changeSettings(store, call, basedOn, groups, version),
  };
}
