import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { identityService } from '@/services';
import { StaffList } from '../../components/staff-list';
import { MergeCard } from './merge-card';

/** 合并记录: which members became one and why, newest first; a wrong one is taken apart again. */
export default function MergesPage() {
  const list = usePagedCall(async (cursor) => pageOf(await identityService.listMerges({ cursor }), 'merges'));
  const again = () => void list.reload();
  return (
    <StaffList
      list={list}
      keyOf={(merge) => merge.mergeId}
      row={(merge, snapshot) => <MergeCard merge={merge} now={snapshot.data.now} onUndone={again} />}
      empty={{ title: '还没有合并', text: '两位会员确认是同一个人后合并，会记在这里' }}
    />
  );
}
