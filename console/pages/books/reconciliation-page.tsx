import type { ReconciliationFinding } from '@contracts/office/kept-values';
import type { ReconciliationView } from '@contracts/office/reconciliation';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Card, Skeleton, Tag, Typography } from 'antd';
import { useState } from 'react';
import { errorText } from '../../app/error-text';
import { Link } from '../../app/link';
import { Failure } from '../../kit/failure';
import { PageHead } from '../../kit/page-head';
import { momentText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { booksTexts } from './texts';

const KEY = ['office', 'reconciliation'];
const WHILE_RUNNING_MS = 3000;

function Standing({ check }: { check: ReconciliationView }) {
  const texts = usePageTexts(booksTexts);
  if (check.running) return <Tag color="processing">{texts.running(check.running.looked)}</Tag>;
  if (!check.last) return <Tag>{texts.never}</Tag>;
  const { differences } = check.last;
  return differences === 0 ? (
    <Tag color="success">{texts.fine}</Tag>
  ) : (
    <Tag color="error">{texts.differs(differences)}</Tag>
  );
}

function About({ found: { orderId, memberId, templateId } }: { found: ReconciliationFinding }) {
  const texts = usePageTexts(booksTexts);
  if (orderId !== null) return <Link to={`/orders?open=${orderId}`}>{orderId}</Link>;
  if (memberId !== null) return <Link to={`/members?open=${memberId}`}>{texts.theMember}</Link>;
  return templateId === null ? null : <Link to={`/coupons?open=${templateId}`}>{texts.theCoupon}</Link>;
}

function Check({ check }: { check: ReconciliationView }) {
  const texts = usePageTexts(booksTexts);
  const { last, nextAt } = check;
  return (
    <Card size="small" title={texts.checks[check.check]} extra={<Standing check={check} />}>
      <Typography.Text type="secondary">
        {[
          last && texts.finished(momentText(last.finishedAt)),
          last && texts.looked(last.looked),
          texts.next(momentText(nextAt)),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Typography.Text>
      {last !== null && last.found.length > 0 && (
        <ul style={{ margin: '8px 0 0', paddingInlineStart: 20 }}>
          {last.found.map((found) => (
            <li key={[found.text, found.orderId, found.memberId].join(' ')}>
              {found.text} <About found={found} />
            </li>
          ))}
          {last.differences > last.found.length && (
            <li>{texts.andMore(last.differences - last.found.length)}</li>
          )}
        </ul>
      )}
    </Card>
  );
}

export default function ReconciliationPage() {
  const { pages, list } = useTexts();
  const texts = usePageTexts(booksTexts);
  const { message } = AntApp.useApp();
  const client = useQueryClient();
  const [isStarting, setStarting] = useState(false);
  const books = useQuery({
    queryKey: KEY,
    queryFn: () => api.office.readReconciliation({}),
    refetchInterval: ({ state }) =>
      state.data?.checks.some(({ running }) => running !== null) === true ? WHILE_RUNNING_MS : false,
  });
  const start = async (): Promise<void> => {
    setStarting(true);
    try {
      const { started } = await api.office.startReconciliation({});
      void message.success(texts.started(started));
    } catch (thrown) {
      void message.error(errorText(thrown));
    }
    setStarting(false);
    await client.invalidateQueries({ queryKey: KEY });
  };
  return (
    <section className="page page-scroll" aria-busy={books.isFetching}>
      <PageHead title={pages.reconciliation}>
        <Button onClick={() => void books.refetch()} loading={books.isRefetching}>
          {list.refresh}
        </Button>
        <Button type="primary" loading={isStarting} onClick={() => void start()}>
          {texts.start}
        </Button>
      </PageHead>
      {books.isPending && <Skeleton active />}
      {books.isError && <Failure error={books.error} retry={() => void books.refetch()} />}
      {books.data?.checks.map((check) => (
        <Check key={check.check} check={check} />
      ))}
    </section>
  );
}
