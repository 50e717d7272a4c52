import { unionIdKey } from '../store/query/document-ids';
import type { DocumentOf } from '../store/schema';
import type { Store } from '../store/store';
import type { Caller } from '../host/caller';

/**
 * Keeps the unionid WeChat names with an account of the staff, so that two accounts of one clerk are known to be one person though neither
 * is a member. Written once an account; a rival writes the same.
 */
export async function noteUnionId(
  openNotes: () => Pick<Store, 'staff'>,
  { _id, unionKey }: DocumentOf<'staff'>,
  { unionId }: Caller,
): Promise<void> {
  if (unionId === null || unionKey === unionIdKey(unionId)) return;
  await openNotes().staff.updateIf(_id, { unionKey }, { unionKey: unionIdKey(unionId) });
}
