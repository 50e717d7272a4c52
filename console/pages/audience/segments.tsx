import { Button, Flex, Skeleton, Space, Table, Typography, type TableColumnsType } from 'antd';
import { useQueryString } from '../../app/location';
import { Failure } from '../../kit/failure';
import { usePages } from '../../kit/list/use-pages';
import { numberText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts } from '../../texts/use-texts';
import { RemoveAct } from './rule/remove-act';
import { ruleTexts } from './rule/texts';
import { SegmentActs } from './segment-acts';
import { audienceTexts } from './texts';

type Row = Awaited<ReturnType<typeof api.audience.listSegments>>['segments'][number];

function useColumns(): TableColumnsType<Row> {
  const texts = usePageTexts(audienceTexts);
  const rule = usePageTexts(ruleTexts);
  const query = useQueryString();
  return [
    { key: 'name', title: texts.segment, dataIndex: 'name' },
    {
      key: 'kind',
      title: texts.kind,
      render: (_, { builtIn }) => (builtIn ? texts.builtIn : texts.own),
    },
    {
      key: 'members',
      title: texts.members,
      align: 'right',
      render: (_, { id, name, members }) =>
        members === null ? (
          texts.counting
        ) : (
          <Button
            type="link"
            size="small"
            aria-label={`${name} ${numberText(members)}`}
            onClick={() => query.set({ open: id, side: 'in' }, 'push')}
          >
            {numberText(members)}
          </Button>
        ),
    },
    {
      key: 'building',
      title: texts.counting,
      render: (_, { building }) =>
        building && texts.counted(Math.min(building.done, building.of), building.of),
    },
    {
      key: 'acts',
      title: texts.acts,
      render: (_, { id, members }) => members !== null && <SegmentActs segmentId={id} />,
    },
    {
      key: 'rule',
      title: rule.rows,
      render: (_, segment) => (
        <Space size={4}>
          <Button
            size="small"
            aria-label={`${rule.edit} ${segment.name}`}
            onClick={() => query.set({ rule: segment.id }, 'push')}
          >
            {rule.edit}
          </Button>
          {!segment.builtIn && <RemoveAct segment={segment} />}
        </Space>
      ),
    },
  ];
}

/** Every segment with how many are in it. */
export function Segments() {
  const texts = usePageTexts(audienceTexts);
  const rule = usePageTexts(ruleTexts);
  const query = useQueryString();
  const columns = useColumns();
  const list = usePages(['audience', 'segments'], (cursor) => api.audience.listSegments({ cursor }));
  if (list.isPending) return <Skeleton active />;
  if (list.isError) return <Failure error={list.error} retry={() => void list.refetch()} />;
  return (
    <>
      <Flex justify="end" style={{ marginBottom: 12 }}>
        <Button onClick={() => query.set({ rule: 'new' }, 'push')}>{rule.create}</Button>
      </Flex>
      <Table
        size="small"
        rowKey={({ id }) => id}
        columns={columns}
        dataSource={list.data.pages.flatMap(({ segments }) => segments)}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Typography.Text>{texts.none}</Typography.Text> }}
      />
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </>
  );
}
