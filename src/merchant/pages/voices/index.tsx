import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { PagedList } from '@/components/list/paged-list';
import { Tabs } from '@/components/list/tabs';
import { PageShell } from '@/components/page/page-shell';
import type { VoiceApi } from '@contracts/voice/voice';
import { serverNow } from '@/hooks/snapshot';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { openMember } from '@/platform/opening/navigation';
import { voiceService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { NoteCard } from '../../components/voice/note-card';

type State = Parameters<VoiceApi['listNotes']>[0]['state'];

const tabs: readonly { name: State; text: string }[] = [
  { name: 'open', text: '待处理' },
  { name: 'closed', text: '已处理' },
];

function Notes({ state }: { state: State }) {
  const list = usePagedCall(async (cursor) =>
    pageOf(await voiceService.listNotes({ state, cursor }), 'notes'),
  );
  return (
    <PagedList
      list={list}
      Failure={StaffOnly}
      keyOf={({ noteId }) => noteId}
      row={(note, snapshot) => (
        <NoteCard
          note={note}
          now={serverNow(snapshot)}
          name={note.member.nickname ?? '会员'}
          onClosed={() => void list.reload()}
        >
          <ActionButton
            id={`member-${note.noteId}`}
            compact
            look="secondary"
            onPress={() => void openMember(note.member.memberId)}
          >
            看会员
          </ActionButton>
        </NoteCard>
      )}
      empty={
        state === 'open'
          ? { icon: 'check', title: '没有要处理的', text: '在会员详情或柜台记下的投诉和要求会列在这里' }
          : { icon: 'check', title: '还没有处理过', text: '写下处理结果后列在这里；表扬记下就在这里' }
      }
    />
  );
}

/** 投诉与要求: what members said that something is to come of, what is due first above. */
export default function VoicesPage() {
  const [state, setState] = useState<State>('open');
  return (
    <PageShell>
      <Tabs tabs={tabs} selected={state} onSelect={setState} />
      <Notes key={state} state={state} />
    </PageShell>
  );
}
