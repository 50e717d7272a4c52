import type { MemberSide } from '@contracts/audience/lifecycle';
import { Button, Drawer, Segmented, Skeleton, Space } from 'antd';
import { useState } from 'react';
import { useQueryString } from '../../../app/location';
import { Failure } from '../../../kit/failure';
import { usePages } from '../../../kit/list/use-pages';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import { SegmentActs } from '../segment-acts';
import { audienceTexts } from '../texts';
import { ExplainMember } from './explain-member';
import { explainTexts } from './explain-texts';
import { ExportAct } from './export-act';
import { MemberTable } from './member-table';

const SIDES = ['in', 'entered', 'left'] as const satisfies readonly MemberSide[];
const sideOf = (text: string | null): MemberSide => SIDES.find((side) => side === text) ?? 'in';

/** The members behind a number. */
export function SegmentDrawer({ segmentId, onClose }: { segmentId: string; onClose: () => void }) {
  const texts = usePageTexts(audienceTexts);
  const { explain } = usePageTexts(explainTexts);
  const query = useQueryString();
  const [isAsking, setAsking] = useState(false);
  const side = sideOf(query.get('side'));
  const list = usePages(['audience', 'members', segmentId, side], (cursor) =>
    api.audience.listSegmentMembers({ segmentId, side, cursor }),
  );
  const name = list.data?.pages[0]?.name ?? texts.segment;
  return (
    <Drawer open title={name} onClose={onClose} size={720}>
      <Space wrap style={{ marginBottom: 12 }}>
        <Segmented
          value={side}
          options={SIDES.map((value) => ({ value, label: texts.sides[value] }))}
          onChange={(value) => query.set({ side: value })}
        />
        <SegmentActs segmentId={segmentId} />
        <Button size="small" aria-expanded={isAsking} onClick={() => setAsking(!isAsking)}>
          {explain}
        </Button>
        {side === 'in' && <ExportAct of={{ segmentId }} who={texts.forWhom(name)} />}
      </Space>
      {isAsking && <ExplainMember segmentId={segmentId} />}
      {list.isPending && <Skeleton active />}
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.data && (
        <MemberTable
          rows={list.data.pages.flatMap(({ members }) => members)}
          isCrossing={side !== 'in'}
          more={
            list.hasNextPage
              ? { isLoading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }
              : null
          }
        />
      )}
    </Drawer>
  );
}
