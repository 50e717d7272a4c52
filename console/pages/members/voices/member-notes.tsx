import type { MemberId } from '@contracts/primitives/ids';
import { api } from '../../../service';
import { NotePages } from './note-pages';

/** What one member said, newest first. */
export const MemberNotes = ({ id }: { id: MemberId }) => (
  <NotePages
    name={['member', id]}
    read={(cursor) => api.voice.listMemberNotes({ memberId: id, cursor })}
    isNamed={false}
  />
);
