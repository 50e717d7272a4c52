import { messageKind } from '../../../contracts/message/message-values';
import { settingGroupName } from '../../../contracts/office/setting-values';
import { readGroups } from '../../kit/config/merchant-settings';
import type { ReadCall } from '../../kit/host/call';
import { valuesOf } from '../../message/kinds/list-kinds';
import { kindsWithoutTemplate } from './list-problems';

/** Everything in force, from the database itself: what an instance remembers may be a minute old. */
export async function readSettings({ store }: ReadCall<'operator'>) {
  const stored = await store.settings.get('merchant');
  const { groups } = readGroups(stored?.content ?? {});
  return {
    version: stored?.version ?? 0,
    groups: settingGroupName.options.map((name) => ({ name, content: groups[name] })),
    kindsWithoutTemplate: kindsWithoutTemplate(groups.messageTemplates),
    kindValues: messageKind.options.map((kind) => ({ kind, values: Object.keys(valuesOf(kind)) })),
    changedAt: stored?.changedAt ?? null,
    changedBy: stored?.changedByName ?? null,
  };
}
