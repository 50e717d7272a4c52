import type { ForecastView } from '@contracts/growth/forecast';
import { Flex, Table, Typography } from 'antd';
import { Link } from '../../../app/link';
import { moneyText, momentText, numberText } from '../../../kit/words';
import { usePageTexts } from '../../../texts/use-texts';
import { tierTexts } from './texts';

const small = { size: 'small' as const, pagination: false as const };

/** What was counted: tiers now and then, who goes where, which gifts. */
export function ForecastTables({ forecast, named }: { forecast: ForecastView; named: boolean }) {
  const texts = usePageTexts(tierTexts);
  const { looked, finishedAt, startedAt, tiers, moves, gifts, giftsFen, movers } = forecast;
  if (finishedAt !== null && looked === 0)
    return <Typography.Text role="status">{named ? texts.nobodyDue : texts.noMembers}</Typography.Text>;
  return (
    <Flex vertical gap="small">
      <Typography.Text type="secondary" role="status">
        {finishedAt === null ? texts.counting(looked) : texts.counted(looked, momentText(startedAt))}
      </Typography.Text>
      <Table
        {...small}
        rowKey="name"
        dataSource={tiers}
        columns={[
          { title: texts.tier, dataIndex: 'name' },
          { title: texts.before, dataIndex: 'before', align: 'right', render: numberText },
          { title: texts.after, dataIndex: 'after', align: 'right', render: numberText },
        ]}
      />
      {moves.length === 0 && finishedAt !== null && <Typography.Text>{texts.nobody}</Typography.Text>}
      {moves.length > 0 && (
        <Table
          {...small}
          rowKey={({ from, to }) => `${from} ${to}`}
          dataSource={moves}
          columns={[
            { title: texts.move, render: (_none, { from, to }) => `${from} → ${to}` },
            { title: texts.members, dataIndex: 'members', align: 'right', render: numberText },
          ]}
        />
      )}
      {gifts.length > 0 && (
        <Table
          {...small}
          rowKey="pack"
          dataSource={gifts}
          footer={() => texts.giftsWorth(moneyText(giftsFen))}
          columns={[
            { title: texts.gift, dataIndex: 'pack' },
            { title: texts.members, dataIndex: 'members', align: 'right', render: numberText },
            { title: texts.worth, dataIndex: 'worthFen', align: 'right', render: moneyText },
          ]}
        />
      )}
      {named && movers.length > 0 && <Movers movers={movers} />}
    </Flex>
  );
}

/** Who they are, each a click from all there is of them. */
function Movers({ movers }: Pick<ForecastView, 'movers'>) {
  const texts = usePageTexts(tierTexts);
  return (
    <Table
      {...small}
      rowKey="memberId"
      dataSource={movers}
      columns={[
        {
          title: texts.member,
          render: (_none, { memberId, name }) => <Link to={`/members?open=${memberId}`}>{name}</Link>,
        },
        { title: texts.move, render: (_none, { from, to }) => `${from} → ${to}` },
      ]}
    />
  );
}
