import { isDeepStrictEqual } from 'node:util';
import { refuse } from '../../../contracts/errors';
import type { SettingGroupName } from '../../../contracts/office/setting-values';
import { isHeardBefore, markNothingDone } from '../audit/heard-before';
import { recordAudit } from '../audit/record-audit';
import type { DocumentOf } from '../store/schema';
import type { Store, TransactionStore } from '../store/store';
import { forgetSettings } from './load-settings';
import { leavesOf } from './setting-leaves';

type Acting = Parameters<typeof recordAudit>[1];

/**
 * Replaces some groups, based on a version: whoever was second is refused and looks first, so that two people never overwrite each
 * other. The same content again changes nothing, whoever asks, and a request heard again
 * changes nothing, whatever was saved since. Checked by the caller.
 * @returns the version now in force
 * @throws TuankaError settings_changed
 */
export async function changeSettings(
  store: Store,
  acting: Acting,
  basedOn: number,
  groups: Partial<Record<SettingGroupName, unknown>>,
  restoredFrom: number | null = null,
): Promise<number> {
  const version = await store.transact(async (transaction) => {
    const stored = await transaction.settings.get('merchant');
    const current = stored?.version ?? 0;
    const before = stored?.content ?? {};
    const content = { ...before, ...groups };
    const entry = { action: 'office.saveSettings', subjectId: 'merchant' };
    if (await isHeardBefore(transaction, acting, entry)) return current;
    if (stored && isDeepStrictEqual(before, content)) {
      await markNothingDone(transaction, acting, entry);
      return current;
    }
    if (current !== basedOn) throw refuse('settings_changed');
    const [was, is] = changedLeaves(before, content);
    await recordAudit(transaction, acting, {
      ...entry,
      detail: { version: current + 1, ...(restoredFrom !== null && { restoredFrom }) },
      before: was,
      after: is,
    });
    const { staff, now } = acting;
    const changed = {
      version: current + 1,
      content,
      changedAt: now,
      changedByName: typeof staff === 'string' ? '系统' : staff.name,
    };
    const changedBy = typeof staff === 'string' ? staff : staff._id;
    await transaction.settings.replace({ _id: 'merchant', ...changed, changedBy });
    await keepVersions(transaction, stored, { ...changed, restoredFrom });
    return current + 1;
  });
  forgetSettings();
  return version;
}

type Version = Omit<DocumentOf<'settingVersions'>, '_id'>;
export const settingVersionId = (version: number): string => `v${version}`;

/** The new version, and the one before when that is from before versions were kept. */
async function keepVersions(
  transaction: Pick<TransactionStore, 'settingVersions'>,
  before: DocumentOf<'settings'> | null,
  changed: Version,
): Promise<void> {
  const keep = (version: Version) =>
    transaction.settingVersions.replace({ _id: settingVersionId(version.version), ...version });
  if (before && (await transaction.settingVersions.get(settingVersionId(before.version))) === null) {
    const { version, content, changedAt, changedByName } = before;
    await keep({ version, content, changedAt, changedByName, restoredFrom: null });
  }
  await keep(changed);
}

/** The single values that differ, before and after: what the audit entry and the history say. */
export function changedLeaves(before: object, after: object) {
  const [was, is] = [leavesOf(before), leavesOf(after)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => was[name] !== is[name],
  );
  const pick = (leaves: typeof was) => Object.fromEntries(names.map((name) => [name, leaves[name] ?? null]));
  return [pick(was), pick(is)] as const;
}
