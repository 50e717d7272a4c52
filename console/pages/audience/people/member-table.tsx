import type { SegmentMember as Row } from '@contracts/audience/lifecycle';
import { Button, Table, Typography, type TableColumnsType } from 'antd';
import { Link } from '../../../app/link';
import { dayText, momentText, moneyText, numberText } from '../../../kit/words';
import { usePageTexts } from '../../../texts/use-texts';
import { audienceTexts } from '../texts';

function useColumns(isCrossing: boolean): TableColumnsType<Row> {
  const { who, never } = usePageTexts(audienceTexts);
  const when: TableColumnsType<Row>[number] = !isCrossing
    ? { key: 'joined', title: who.joined, render: (_, { joinedAt }) => dayText(joinedAt) }
    : {
        key: 'crossed',
        title: who.crossed,
        render: (_, { crossedAt }) => crossedAt !== null && momentText(crossedAt),
      };
  return [
    {
      key: 'name',
      title: who.name,
      render: (_, { memberId, nickname, phone }) => (
        <Link to={`/members?open=${memberId}`}>{[nickname ?? who.name, phone ?? ''].join(' ').trim()}</Link>
      ),
    },
    { key: 'orders', title: who.orders, align: 'right', render: (_, { orders }) => numberText(orders) },
    { key: 'amount', title: who.amount, align: 'right', render: (_, { amountFen }) => moneyText(amountFen) },
    {
      key: 'last',
      title: who.last,
      render: (_, { lastOrderAt }) => (lastOrderAt === null ? never : dayText(lastOrderAt)),
    },
    when,
  ];
}

interface Props {
  rows: Row[];
  /** They crossed into or out of a segment: when, instead of when they joined. */
  isCrossing: boolean;
  /** Null: these are all. */
  more: { isLoading: boolean; load: () => void } | null;
}

/** Members, each with what they bought. */
export function MemberTable({ rows, isCrossing, more }: Props) {
  const texts = usePageTexts(audienceTexts);
  const columns = useColumns(isCrossing);
  return (
    <>
      <Table
        size="small"
        rowKey={({ memberId, crossedAt }) => `${memberId} ${crossedAt ?? ''}`}
        columns={columns}
        dataSource={rows}
        pagination={false}
        locale={{ emptyText: <Typography.Text>{texts.nobody}</Typography.Text> }}
      />
      {more && (
        <Button loading={more.isLoading} onClick={more.load}>
          {texts.more}
        </Button>
      )}
    </>
  );
}
