import type { ToDoKind } from '@contracts/office/to-do';
import { useQuery } from '@tanstack/react-query';
import { Button, Card, Empty, Skeleton, Statistic, Typography } from 'antd';
import { Link } from '../../app/link';
import { Failure } from '../../kit/failure';
import { PageHead } from '../../kit/page-head';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { toDoTexts } from './texts';

/** Where it is done; what has no page here is done on the phone. */
const donePages: Partial<Record<ToDoKind, string>> = {
  applications: '/leaders?show=applications',
  held_invites: '/invites',
  held_awards: '/leaders?show=holds',
  approvals: '/pushes',
  complaints: '/journeys?show=voices',
  refunds: '/refunds',
  reviews: '/reviews',
  reconciliation: '/reconciliation',
};

function Tile({ kind, count }: { kind: ToDoKind; count: number }) {
  const texts = usePageTexts(toDoTexts);
  const to = donePages[kind];
  const card = (
    <Card size="small" hoverable={to !== undefined}>
      <Statistic title={texts.kinds[kind]} value={count} />
      {to === undefined && <Typography.Text type="secondary">{texts.onPhone}</Typography.Text>}
    </Card>
  );
  return to === undefined ? (
    card
  ) : (
    <Link className="tile" to={to} aria-label={`${texts.kinds[kind]} ${texts.waiting(count)}`}>
      {card}
    </Link>
  );
}

export default function ToDoPage() {
  const { pages, list } = useTexts();
  const texts = usePageTexts(toDoTexts);
  const toDo = useQuery({ queryKey: ['office', 'toDo'], queryFn: () => api.office.readToDo({}) });
  return (
    <section className="page page-scroll" aria-busy={toDo.isFetching}>
      <PageHead title={pages.toDo}>
        <Button onClick={() => void toDo.refetch()} loading={toDo.isRefetching}>
          {list.refresh}
        </Button>
      </PageHead>
      {toDo.isPending && <Skeleton active />}
      {toDo.isError && <Failure error={toDo.error} retry={() => void toDo.refetch()} />}
      {toDo.data?.waiting.length === 0 && <Empty description={texts.nothing} />}
      <div className="tiles">
        {toDo.data?.waiting.map(({ kind, count }) => (
          <Tile key={kind} kind={kind} count={count} />
        ))}
      </div>
    </section>
  );
}
