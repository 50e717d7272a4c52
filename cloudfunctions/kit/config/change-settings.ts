import { isDeepStrictEqual } from 'node:util';
import { refuse } from '../../../contracts/errors';
import type { SettingGroupName } from '../../../contracts/office/setting-values';
import { recordAudit } from '../audit/record-audit';
import type { Store } from '../store/store';
import { forgetSettings } from './load-settings';
import { leavesOf } from './setting-leaves';

type Acting = Parameters<typeof recordAudit>[1];

/**
 * Replaces some groups, based on a version: whoever was second is refused and looks first, so that two people never overwrite each
 * other. The same content again changes nothing, whoever asks. Checked by the caller.
 * @returns the version now in force
 * @throws TuankaError settings_changed
 */
export async function changeSettings(
  store: Store,
  acting: Acting,
  basedOn: number,
  groups: Partial<Record<SettingGroupName, unknown>>,
): Promise<number> {
  const version = await store.transact(async (transaction) => {
    const stored = await transaction.settings.get('merchant');
    const current = stored?.version ?? 0;
    const before = stored?.content ?? {};
    const content = { ...before, ...groups };
    if (stored && isDeepStrictEqual(before, content)) return current;
    if (current !== basedOn) throw refuse('settings_changed');
    const [was, is] = changedLeaves(before, content);
    await recordAudit(transaction, acting, {
      action: 'office.saveSettings',
      subjectId: 'merchant',
      detail: { version: current + 1 },
      before: was,
      after: is,
    });
    const { staff, now } = acting;
    await transaction.settings.replace({
      _id: 'merchant',
      version: current + 1,
      content,
      changedAt: now,
      changedBy: typeof staff === 'string' ? staff : staff._id,
      changedByName: typeof staff === 'string' ? '系统' : staff.name,
    });
    return current + 1;
  });
  forgetSettings();
  return version;
}

/** What the audit entry says: the single values that differ, before and after. */
function changedLeaves(before: object, after: object) {
  const [was, is] = [leavesOf(before), leavesOf(after)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => was[name] !== is[name],
  );
  const pick = (leaves: typeof was) => Object.fromEntries(names.map((name) => [name, leaves[name] ?? null]));
  return [pick(was), pick(is)] as const;
}
