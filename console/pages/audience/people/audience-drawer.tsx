import { Drawer, Skeleton, Space, Typography } from 'antd';
import { Failure } from '../../../kit/failure';
import { usePages } from '../../../kit/list/use-pages';
import { momentText } from '../../../kit/words';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import { audienceTexts } from '../texts';
import { ExportAct } from './export-act';
import { MemberTable } from './member-table';

/** Who was settled for something that is done to a segment. */
export function AudienceDrawer({ audienceId, onClose }: { audienceId: string; onClose: () => void }) {
  const texts = usePageTexts(audienceTexts);
  const list = usePages(['audience', 'list', audienceId], (cursor) =>
    api.audience.listAudienceMembers({ audienceId, cursor }),
  );
  const first = list.data?.pages[0];
  const said = first && texts.frozen(momentText(first.asOf), first.total);
  return (
    <Drawer open title={texts.frozenList} onClose={onClose} size={720}>
      {list.isPending && <Skeleton active />}
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.data && said !== undefined && (
        <>
          <Space wrap style={{ marginBottom: 12 }}>
            <Typography.Text type="secondary">{said}</Typography.Text>
            <ExportAct of={{ audienceId }} who={said} />
          </Space>
          <MemberTable
            rows={list.data.pages.flatMap(({ members }) => members)}
            isCrossing={false}
            more={
              list.hasNextPage
                ? { isLoading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }
                : null
            }
          />
        </>
      )}
    </Drawer>
  );
}
