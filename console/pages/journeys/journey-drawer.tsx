import type { JourneyNode } from '@contracts/journey/journey-graph';
import { journeyWord } from '@contracts/primitives/words/journey-words';
import { useQuery } from '@tanstack/react-query';
import { Alert, Drawer, Skeleton, Space, Table, Tag, Typography, type TableColumnsType } from 'antd';
import { Failure } from '../../kit/failure';
import { numberText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts } from '../../texts/use-texts';
import { JourneyActs } from './journey-acts';
import { nextText, nodeText } from './node-text';
import { journeyTexts } from './texts';

type Journey = Awaited<ReturnType<typeof api.journey.readJourney>>;

function Steps({ journey }: { journey: Journey }) {
  const texts = usePageTexts(journeyTexts);
  const there = new Map(journey.there.map(({ node, members }) => [node, members]));
  const columns: TableColumnsType<JourneyNode> = [
    { key: 'step', title: texts.step, render: (_, { id }) => id },
    { key: 'does', title: texts.does, render: (_, node) => nodeText(node) },
    { key: 'next', title: texts.next, render: (_, node) => nextText(node, texts.leaves) },
    {
      key: 'here',
      title: texts.here,
      align: 'right',
      render: (_, { id }) => numberText(there.get(id) ?? 0),
    },
  ];
  const { nodes } = journey.published?.plan ?? journey.draft;
  return (
    <Table
      size="small"
      rowKey={({ id }) => id}
      columns={columns}
      dataSource={nodes}
      pagination={false}
      scroll={{ x: 'max-content' }}
    />
  );
}

/** A journey step by step, with who stands where and how they ended; started, paused and ended here. */
export function JourneyDrawer({ journeyId, onClose }: { journeyId: string; onClose: () => void }) {
  const texts = usePageTexts(journeyTexts);
  const read = useQuery({
    queryKey: ['journeys', journeyId],
    queryFn: () => api.journey.readJourney({ journeyId }),
  });
  const journey = read.data;
  return (
    <Drawer open title={journey?.name ?? texts.name} onClose={onClose} size={860}>
      {read.isPending && <Skeleton active />}
      {read.isError && <Failure error={read.error} retry={() => void read.refetch()} />}
      {journey && (
        <Space orientation="vertical" style={{ width: '100%' }}>
          <Space wrap>
            <Tag>{texts.statuses[journey.status]}</Tag>
            <JourneyActs journey={journey} />
          </Space>
          {journey.problems.length > 0 && (
            <Alert
              type="warning"
              title={texts.problems}
              description={journey.problems.map(({ node, text }) => (
                <div key={`${node ?? ''} ${text}`}>{[node, text].filter(Boolean).join('：')}</div>
              ))}
            />
          )}
          {journey.dead > 0 && <Alert type="error" title={texts.dead(numberText(journey.dead))} />}
          <Steps journey={journey} />
          {journey.ended.length > 0 && (
            <Typography.Paragraph>
              {texts.results}：
              {journey.ended
                .map(({ how, members }) => `${journeyWord(how)} ${numberText(members)}`)
                .join('，')}
            </Typography.Paragraph>
          )}
        </Space>
      )}
    </Drawer>
  );
}
