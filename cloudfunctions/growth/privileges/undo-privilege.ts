import { refuse } from '../../../contracts/errors';
import { addMs, MINUTE_MS } from '../../../contracts/primitives/time';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { sealsFor } from '../../kit/ids/handle-key';

/** A slip of the finger is seen at once. */
export const UNDO_MS = 10 * MINUTE_MS;
/** What the names of uses are sealed for. */
export const USE_SEAL = 'privilege-use';

/**
 * Takes a use back, within minutes and by who granted it: it counts against no quota any more.
 * @throws TuankaError privilege_not_usable, privilege_undo_too_late
 */
export async function undoPrivilege(
  call: WriteCall<'clerk'>,
  { use: sealed }: { use: string },
): Promise<{ privilege: string }> {
  const { store, now, staff } = call;
  const id = sealsFor(call, USE_SEAL).opened(sealed);
  if (id === null) throw refuse('privilege_not_usable');
  return store.transact(async (transaction) => {
    const use = await transaction.privilegeUses.get(id);
    if (!use || use.by !== staff._id) throw refuse('privilege_not_usable');
    if (use.undoneAt !== null) return { privilege: use.name };
    if (now >= addMs(use.at, UNDO_MS)) throw refuse('privilege_undo_too_late');
    await transaction.privilegeUses.replace({ ...use, undoneAt: now });
    await recordAudit(transaction, call, {
      action: 'growth.undoPrivilege',
      subjectId: use.memberId,
      detail: { privilege: use.name },
    });
    return { privilege: use.name };
  });
}
