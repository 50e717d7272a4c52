import { armWord } from '@contracts/primitives/words/journey-words';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton, Table, Typography, type TableColumnsType } from 'antd';
import { useQueryString } from '../../app/location';
import { Failure } from '../../kit/failure';
import { momentText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts } from '../../texts/use-texts';
import { useJourneys } from './journeys';
import { journeyTexts } from './texts';

type Row = Awaited<ReturnType<typeof api.journey.listExperiments>>['experiments'][number];

function useColumns(): TableColumnsType<Row> {
  const texts = usePageTexts(journeyTexts);
  const query = useQueryString();
  const journeys = useJourneys();
  const names = new Map(journeys.data?.journeys.map(({ id, name }) => [id, name]));
  return [
    {
      key: 'name',
      title: texts.tabs.experiments,
      render: (_, { id, name }) => (
        <Button type="link" size="small" onClick={() => query.set({ experiment: id }, 'push')}>
          {name}
        </Button>
      ),
    },
    {
      key: 'trial',
      title: texts.trial,
      render: (_, { of }) =>
        `${names.get(of.journeyId) ?? ''} ${of.node === null ? texts.whole : texts.split(of.node)}`,
    },
    {
      key: 'state',
      title: texts.status,
      render: (_, { state, winner }) =>
        state === 'running' ? texts.running : winner === null ? texts.ended : texts.won(armWord(winner)),
    },
    { key: 'readAt', title: texts.readAt, render: (_, { readAt }) => momentText(readAt) },
  ];
}

export function Experiments() {
  const texts = usePageTexts(journeyTexts);
  const columns = useColumns();
  const list = useQuery({
    queryKey: ['journeys', 'experiments'],
    queryFn: () => api.journey.listExperiments({}),
  });
  if (list.isPending) return <Skeleton active />;
  if (list.isError) return <Failure error={list.error} retry={() => void list.refetch()} />;
  return (
    <Table
      size="small"
      rowKey={({ id }) => id}
      columns={columns}
      dataSource={list.data.experiments}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: <Typography.Text>{texts.noExperiments}</Typography.Text> }}
    />
  );
}
