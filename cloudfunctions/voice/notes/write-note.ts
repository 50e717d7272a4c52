import { refuse } from '../../../contracts/errors';
import type { CardNumber } from '../../../contracts/primitives/codes/card-number';
import type { MemberCode } from '../../../contracts/primitives/codes/member-code';
import type { MemberId, StoreId } from '../../../contracts/primitives/ids';
import { chinaDayNumber, startOfChinaDay } from '../../../contracts/primitives/time';
import type { NoteKind } from '../../../contracts/voice/voice-values';
import { recordAudit } from '../../kit/audit/record-audit';
import { newFact } from '../../kit/facts/new-fact';
import type { WriteCall } from '../../kit/host/call';
import { readMemberByCard, readMemberByCode } from '../../kit/identity/read-member-by-code';
import { serviceNoteIdFor } from '../../kit/ids/derived-id';
import { readMember } from '../../kit/person/find-member';
import { holdImported } from '../../kit/person/hold-imported';

interface Said {
  kind: NoteKind;
  text: string;
  inDays: number;
}
type Call = WriteCall<'operator'> | WriteCall<'clerk'>;

const actions: Readonly<Record<NoteKind, string>> = {
  complaint: 'voice.writeComplaint',
  praise: 'voice.writePraise',
  request: 'voice.writeRequest',
};

/** @throws TuankaError member_not_found */
export async function writeNote(
  call: WriteCall<'operator'>,
  { memberId, ...said }: Said & { memberId: MemberId },
) {
  const member = await readMember(call.store, memberId, 'member_not_found');
  return insertNote(call, member._id, said, null);
}

/** @throws TuankaError member_code_expired, member_code_used, member_code_unknown, card_not_found, not_your_store */
export async function writeNoteAtCounter(
  call: WriteCall<'clerk'>,
  { storeId, ...said }: Said & { storeId: StoreId } & ({ code: MemberCode } | { cardNumber: CardNumber }),
) {
  const { store, settings, now, requestId } = call;
  const member =
    'code' in said
      ? (await readMemberByCode(store, settings, said.code, now, requestId)).member
      : await readMemberByCard(store, said.cardNumber);
  return insertNote(call, member._id, said, storeId);
}

async function insertNote(
  call: Call,
  memberId: MemberId,
  { kind, text, inDays }: Said,
  storeId: StoreId | null,
) {
  const { store, staff, now, requestId } = call;
  const _id = serviceNoteIdFor(staff._id, requestId);
  const isPraise = kind === 'praise';
  return store.transact(async (transaction) => {
    const known = await transaction.serviceNotes.get(_id);
    if (known) return { noteId: _id, at: known.at };
    if (!(await holdImported(transaction, memberId, now))) throw refuse('member_not_found', memberId);
    await transaction.serviceNotes.insert({
      _id,
      memberId,
      kind,
      text,
      state: isPraise ? 'closed' : 'open',
      dueAt: isPraise ? now : startOfChinaDay(chinaDayNumber(now) + inDays + 1),
      storeId,
      by: staff._id,
      byName: staff.name,
      at: now,
      closed: null,
    });
    transaction.tell(
      newFact({
        kind: 'note_added',
        cause: _id,
        memberId,
        at: now,
        now,
        ...(storeId === null ? {} : { storeId }),
        refs: { noteId: _id, note: kind },
      }),
    );
    await recordAudit(transaction, call, { action: actions[kind], subjectId: memberId, storeId });
    return { noteId: _id, at: now };
  });
}
