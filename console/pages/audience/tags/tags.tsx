import type { TagView } from '@contracts/audience/tags';
import { Button, Flex, Skeleton, Table, Typography, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Failure } from '../../../kit/failure';
import { usePages } from '../../../kit/list/use-pages';
import { numberText } from '../../../kit/words';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import { TagForm } from './tag-form';
import { tagTexts, type TagTexts } from './texts';

const columnsOf = (texts: TagTexts, edit: (tag: TagView) => void): TableColumnsType<TagView> => [
  { key: 'name', title: texts.name, dataIndex: 'name' },
  {
    key: 'members',
    title: texts.members,
    align: 'right',
    render: (_, { members: { n, more } }) => (more ? texts.moreThan(n) : numberText(n)),
  },
  {
    key: 'how',
    title: texts.how,
    render: (_, { follows, first, following }) =>
      `${follows ? texts.byRule(follows.name) : texts.first(first)}${following ? ` · ${texts.following}` : ''}`,
  },
  {
    key: 'edit',
    title: '',
    render: (_, tag) => (
      <Button size="small" aria-label={`${texts.edit} ${tag.name}`} onClick={() => edit(tag)}>
        {texts.edit}
      </Button>
    ),
  },
];

/** Every tag that was ever given, who has it, and which come and go by themselves. */
export function Tags() {
  const texts = usePageTexts(tagTexts);
  const [edited, setEdited] = useState<TagView | 'new' | null>(null);
  const list = usePages(['audience', 'tags'], (cursor) => api.audience.listTags({ cursor }));
  if (list.isPending) return <Skeleton active />;
  if (list.isError) return <Failure error={list.error} retry={() => void list.refetch()} />;
  return (
    <>
      <Flex justify="space-between" align="center" style={{ marginBottom: 12 }}>
        <Typography.Text type="secondary">{texts.note}</Typography.Text>
        <Button onClick={() => setEdited('new')}>{texts.create}</Button>
      </Flex>
      <Table
        size="small"
        rowKey={({ name }) => name}
        columns={columnsOf(texts, setEdited)}
        dataSource={list.data.pages.flatMap(({ tags }) => tags)}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Typography.Text>{texts.none}</Typography.Text> }}
      />
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {texts.more}
        </Button>
      )}
      {edited !== null && <TagForm tag={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </>
  );
}
