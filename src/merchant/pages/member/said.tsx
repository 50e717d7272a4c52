import { PagedList } from '@/components/list/paged-list';
import { SectionTitle } from '@/components/section-title';
import type { MemberId } from '@contracts/primitives/ids';
import { serverNow } from '@/hooks/snapshot';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { voiceService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { NoteCard } from '../../components/voice/note-card';

/** What they said to staff, and what came of it. */
export function Said({ memberId }: { memberId: MemberId }) {
  const list = usePagedCall(async (cursor) =>
    pageOf(await voiceService.listMemberNotes({ memberId, cursor }), 'notes'),
  );
  return (
    <>
      <SectionTitle text="投诉、表扬、要求" />
      <PagedList
        list={list}
        Failure={StaffOnly}
        keyOf={({ noteId }) => noteId}
        row={(note, snapshot) => (
          <NoteCard note={note} now={serverNow(snapshot)} onClosed={() => void list.reload()} />
        )}
        empty={{ title: '没有', text: '会员说了什么，在上面「处理」里记下' }}
      />
    </>
  );
}
