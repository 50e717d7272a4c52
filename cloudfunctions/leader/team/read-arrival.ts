import type { WriteCall } from '../../kit/host/call';
import { openGroup } from '../../kit/identity/group-seal';
import { sourceOf } from './arrival';
import type { Arrival } from './attribution';

/** What the phone told of how it came here. */
export interface Entry {
  scene: number | null;
  group: string | null;
}

/** How somebody came; no database call. What cannot be believed is absent. */
export function readArrival(
  { settings, caller, now }: Pick<WriteCall, 'settings' | 'caller' | 'now'>,
  entry: Entry | null,
): Arrival {
  const seal = entry?.group ?? null;
  const groupId = seal === null ? null : openGroup(settings.memberCodeKey, seal, caller.openId, now);
  return { groupId, source: sourceOf(entry?.scene ?? null, groupId) };
}
