import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton, Table, Typography, type TableColumnsType } from 'antd';
import { useQueryString } from '../../app/location';
import { Failure } from '../../kit/failure';
import { momentText, numberText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts } from '../../texts/use-texts';
import { journeyTexts } from './texts';

type Row = Awaited<ReturnType<typeof api.journey.listJourneys>>['journeys'][number];

export const useJourneys = () =>
  useQuery({ queryKey: ['journeys', 'list'], queryFn: () => api.journey.listJourneys({}) });

function useColumns(): TableColumnsType<Row> {
  const texts = usePageTexts(journeyTexts);
  const query = useQueryString();
  return [
    {
      key: 'name',
      title: texts.name,
      render: (_, { id, name }) => (
        <Button type="link" size="small" onClick={() => query.set({ open: id }, 'push')}>
          {name}
        </Button>
      ),
    },
    { key: 'status', title: texts.status, render: (_, { status }) => texts.statuses[status] },
    { key: 'version', title: texts.version, render: (_, { version }) => texts.versionText(version) },
    { key: 'active', title: texts.active, align: 'right', render: (_, { active }) => numberText(active) },
    { key: 'saved', title: texts.saved, render: (_, { savedAt }) => momentText(savedAt) },
  ];
}

export function Journeys() {
  const texts = usePageTexts(journeyTexts);
  const columns = useColumns();
  const list = useJourneys();
  if (list.isPending) return <Skeleton active />;
  if (list.isError) return <Failure error={list.error} retry={() => void list.refetch()} />;
  return (
    <Table
      size="small"
      rowKey={({ id }) => id}
      columns={columns}
      dataSource={list.data.journeys}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: <Typography.Text>{texts.none}</Typography.Text> }}
    />
  );
}
