import { recordAudit } from '../../kit/audit/record-audit';
import { newFact } from '../../kit/facts/new-fact';
import type { WriteCall } from '../../kit/host/call';
import { readStoreNames } from './read-store-names';
import { viewNote } from './service-note';

/** What came of it; who is late reads what a colleague wrote. @throws TuankaError service_note_not_found */
export async function closeNote(
  call: WriteCall<'operator'>,
  { noteId, text }: { noteId: string; text: string },
) {
  const { store, staff, now } = call;
  const closed = await store.transact(async (transaction) => {
    const note = await transaction.serviceNotes.require(noteId, 'service_note_not_found');
    if (note.state === 'closed') return note;
    const end = { state: 'closed' as const, closed: { by: staff._id, byName: staff.name, text, at: now } };
    await transaction.serviceNotes.update(noteId, end);
    // Of whom it was written of: a merge between the two, or its undo, leaves both with the same member.
    const { memberId, kind } = note;
    transaction.tell(
      newFact({
        kind: 'note_closed',
        cause: noteId,
        memberId,
        at: now,
        now,
        refs: { noteId, note: kind },
      }),
    );
    await recordAudit(transaction, call, {
      action: 'voice.closeNote',
      subjectId: memberId,
      storeId: note.storeId,
      before: { state: 'open' },
      after: { state: 'closed' },
      reason: text,
    });
    return { ...note, ...end };
  });
  return { note: viewNote(closed, await readStoreNames(store, [closed])) };
}
