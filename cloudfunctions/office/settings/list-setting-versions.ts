import type { SettingVersion } from '../../../contracts/office/settings';
import { changedLeaves, settingVersionId } from '../../kit/config/change-settings';
import type { ReadCall } from '../../kit/host/call';
import { moreThan } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { latestFirst } from '../../kit/store/query/latest-first';

type Stored = DocumentOf<'settingVersions'>;

export async function listSettingVersions(
  { store, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.settingVersions.find(
    latestFirst('version', cursor, { version: moreThan(0) }),
  );
  const last = items.at(-1);
  const before =
    last && last.version > 1 ? await store.settingVersions.get(settingVersionId(last.version - 1)) : null;
  const all = before ? [...items, before] : items;
  return { versions: items.map((one) => viewVersion(one, all)), nextCursor, now };
}

/** The oldest that is kept has nothing to be compared with. */
function viewVersion(one: Stored, all: readonly Stored[]): SettingVersion {
  const before = all.find(({ version }) => version === one.version - 1);
  const [was, is] = changedLeaves(before ? before.content : one.content, one.content);
  const { version, changedAt, changedByName: changedBy, restoredFrom } = one;
  const changes = Object.keys(is).map((path) => ({
    path,
    before: was[path] ?? null,
    after: is[path] ?? null,
  }));
  return { version, changedAt, changedBy, restoredFrom, changes };
}
