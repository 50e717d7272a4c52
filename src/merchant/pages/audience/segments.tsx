import { ActionButton } from '@/components/action-button';
import { Card, CardActions, CardHead, CardLine, ListNote } from '@/components/card/card';
import { PagedList } from '@/components/list/paged-list';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openSegment, openSegmentRule } from '@/platform/opening/navigation';
import { audienceService } from '@/services';
import { StaffOnly } from '../../components/staff-only';

const buildingText = ({ done, of }: { done: number; of: number }): string =>
  `正在统计：看了 ${Math.min(done, of)} 位，共 ${of} 位`;

/** Every segment with how many are in it. */
export function Segments() {
  const list = usePagedCall(async (cursor) => {
    const { segments, nextCursor, asOf } = await audienceService.listSegments({ cursor });
    return { items: segments, nextCursor, now: asOf };
  });
  return (
    <>
      <CardActions>
        <ActionButton id="new-segment" compact look="secondary" onPress={() => void openSegmentRule(null)}>
          新建人群
        </ActionButton>
      </CardActions>
      <PagedList
        list={list}
        Failure={StaffOnly}
        keyOf={({ id }) => id}
        row={({ id, name, builtIn, members, building }) => (
          <Card id={`segment-${id}`} {...(members !== null && { onOpen: () => void openSegment(id) })}>
            <CardHead title={name} state={members === null ? '正在统计' : `${members} 人`} />
            {building && <CardLine text={buildingText(building)} />}
            {!builtIn && <CardLine text="自建" />}
          </Card>
        )}
        head={<ListNote text="人数是数出来的，几分钟更新一次" />}
        empty={{ icon: 'people', title: '还没有人群', text: '有了第一位会员，几分钟后就能看到' }}
      />
    </>
  );
}
