import type { MemberId } from '../../../contracts/primitives/ids';
import type { ReadCall } from '../../kit/host/call';
import { readMember } from '../../kit/person/find-member';
import { readLiving } from '../../kit/person/read-living';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { viewNote } from './service-note';
import { readStoreNames } from './read-store-names';

type State = DocumentOf<'serviceNotes'>['state'];
const PAGE = 50;

/** Of everybody: of open ones what is due first stands first, of closed ones the latest. Who is nobody any more has none. */
export async function listNotes(
  { store, now }: ReadCall<'operator'>,
  { state, cursor }: { state: State; cursor: string | null },
) {
  const { items, nextCursor } = await store.serviceNotes.find({
    where: { state },
    orderBy: 'dueAt',
    direction: state === 'open' ? 'asc' : 'desc',
    limit: PAGE,
    cursor,
  });
  const [people, names] = await Promise.all([
    readLiving(
      store,
      items.map(({ memberId }) => memberId),
    ),
    readStoreNames(store, items),
  ]);
  return {
    notes: items.flatMap((note) => {
      const member = people.get(note.memberId);
      if (!member) return [];
      const { _id: memberId, nickname } = member;
      return [{ ...viewNote(note, names), member: { memberId, nickname } }];
    }),
    nextCursor,
    now,
  };
}

/** Of one member, newest first, with what was said by those who are part of them by now. @throws TuankaError member_not_found */
export async function listMemberNotes(
  { store, now }: ReadCall<'operator'>,
  { memberId, cursor }: { memberId: MemberId; cursor: string | null },
) {
  const { _id, absorbed } = await readMember(store, memberId, 'member_not_found');
  const { items, nextCursor } = await store.serviceNotes.find({
    where: { memberId: oneOf([_id, ...absorbed]) },
    orderBy: 'at',
    direction: 'desc',
    limit: PAGE,
    cursor,
  });
  const names = await readStoreNames(store, items);
  return { notes: items.map((note) => viewNote(note, names)), nextCursor, now };
}
