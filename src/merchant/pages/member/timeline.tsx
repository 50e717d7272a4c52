import { Card, CardHead, CardLine } from '@/components/card/card';
import { PagedList } from '@/components/list/paged-list';
import type { TimelineEntry } from '@contracts/office/member-detail';
import type { MemberId } from '@contracts/primitives/ids';
import { chinaTimeText } from '@contracts/primitives/time';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { officeService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { byText, timelineText } from '../../components/words/timeline-text';

const Entry = ({ entry }: { entry: TimelineEntry }) => {
  const more = [chinaTimeText(entry.at), byText(entry), entry.storeName].filter((part) => part !== null);
  return (
    <Card>
      <CardHead title={timelineText(entry)} />
      <CardLine text={more.join(' · ')} />
      {entry.reason !== null && <CardLine text={`原因：${entry.reason}`} />}
    </Card>
  );
};

/** Everything that happened, newest first, with who did what. */
export function Timeline({ memberId }: { memberId: MemberId }) {
  const list = usePagedCall(async (cursor) =>
    pageOf(await officeService.readMemberTimeline({ memberId, cursor }), 'entries'),
  );
  return (
    <PagedList
      list={list}
      Failure={StaffOnly}
      keyOf={({ at, what }, position) => `${at}-${what}-${position}`}
      row={(entry) => <Entry entry={entry} />}
      empty={{ title: '还没有记录', text: '付款、用券、积分和店里的操作会按时间放在这里' }}
    />
  );
}
