import type { LifecycleApi, MemberSide } from '@contracts/audience/lifecycle';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton, Table, Typography, type TableColumnsType } from 'antd';
import { useQueryString } from '../../app/location';
import { Failure } from '../../kit/failure';
import { momentText, numberText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts } from '../../texts/use-texts';
import { SegmentActs } from './segment-acts';
import { StageHistory } from './stage-history';
import { audienceTexts } from './texts';

type Stage = ReturnType<LifecycleApi['readLifecycle']>['stages'][number];

/** Each number opens the list behind it. */
function useColumns(): TableColumnsType<Stage> {
  const texts = usePageTexts(audienceTexts);
  const query = useQueryString();
  const opens = (stage: Stage, side: MemberSide, text: string) => (
    <Button
      type="link"
      size="small"
      aria-label={`${stage.name} ${texts.sides[side]} ${text}`}
      onClick={() => query.set({ open: stage.segmentId, side }, 'push')}
    >
      {text}
    </Button>
  );
  const timesText = ({ times, more }: Stage['entered']): string =>
    more ? texts.moreThan(numberText(times)) : numberText(times);
  return [
    { key: 'name', title: texts.stage, dataIndex: 'name' },
    {
      key: 'members',
      title: texts.members,
      align: 'right',
      render: (_, stage) =>
        stage.members === null ? texts.counting : opens(stage, 'in', numberText(stage.members)),
    },
    ...(['entered', 'left'] as const).map((side) => ({
      key: side,
      title: texts[side],
      align: 'right' as const,
      render: (_: unknown, stage: Stage) => opens(stage, side, timesText(stage[side])),
    })),
    {
      key: 'acts',
      title: texts.acts,
      render: (_, { segmentId, members }) => members !== null && <SegmentActs segmentId={segmentId} />,
    },
  ];
}

/** How many are newcomers, active, loyal, dormant, at risk, lost; who moved this week. */
export function Stages() {
  const texts = usePageTexts(audienceTexts);
  const columns = useColumns();
  const lifecycle = useQuery({
    queryKey: ['audience', 'lifecycle'],
    queryFn: () => api.audience.readLifecycle({}),
  });
  if (lifecycle.isPending) return <Skeleton active />;
  if (lifecycle.isError) return <Failure error={lifecycle.error} retry={() => void lifecycle.refetch()} />;
  return (
    <>
      <Typography.Paragraph type="secondary">
        {texts.asOf(momentText(lifecycle.data.asOf))}
      </Typography.Paragraph>
      <Table
        size="small"
        rowKey={({ segmentId }) => segmentId}
        columns={columns}
        dataSource={lifecycle.data.stages}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Typography.Text>{texts.none}</Typography.Text> }}
      />
      <StageHistory />
    </>
  );
}
