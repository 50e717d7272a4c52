import type { PublishedGrowthRule } from '@contracts/growth/growth-rule';
import { useQuery } from '@tanstack/react-query';
import { Button, Card, Descriptions, Empty, Skeleton, Table, Typography } from 'antd';
import { useState } from 'react';
import { Failure } from '../../kit/failure';
import { PageHead } from '../../kit/page-head';
import { momentText, numberText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { ruleTexts } from './texts';
import { TIERS_KEY, TiersForm } from './tiers-form';

function Rule({ rule }: { rule: PublishedGrowthRule }) {
  const texts = usePageTexts(ruleTexts);
  const facts = [
    { key: 'perYuan', label: texts.perYuan, children: numberText(rule.perYuan) },
    { key: 'pending', label: texts.pendingDays, children: numberText(rule.pendingDays) },
    { key: 'grace', label: texts.graceDays, children: numberText(rule.graceDays) },
  ];
  return (
    <>
      <Typography.Text type="secondary">
        {texts.version(rule.version, momentText(rule.publishedAt))}
        {rule.holdsFrom !== null && texts.holdsFrom(momentText(rule.holdsFrom))}
      </Typography.Text>
      <Table
        style={{ maxWidth: 720 }}
        size="small"
        pagination={false}
        rowKey="name"
        dataSource={rule.tiers}
        columns={[
          { title: texts.tier, dataIndex: 'name', width: 160 },
          { title: texts.entry, dataIndex: 'entry', align: 'right', render: numberText },
          { title: texts.keep, dataIndex: 'keep', align: 'right', render: numberText },
        ]}
      />
      <Descriptions size="small" column={1} title={texts.lines} items={facts} />
    </>
  );
}

export default function TiersPage() {
  const { pages, list } = useTexts();
  const texts = usePageTexts(ruleTexts);
  const [edited, setEdited] = useState<PublishedGrowthRule | null>(null);
  const found = useQuery({ queryKey: TIERS_KEY, queryFn: () => api.growth.readRule({}) });
  const rule = found.data?.rule ?? null;
  const next = found.data?.next ?? null;
  return (
    <section className="page page-scroll" aria-busy={found.isFetching}>
      <PageHead title={pages.tiers}>
        <Button onClick={() => void found.refetch()} loading={found.isRefetching}>
          {list.refresh}
        </Button>
        {rule && (
          <Button type="primary" onClick={() => setEdited(next ?? rule)}>
            {texts.edit}
          </Button>
        )}
      </PageHead>
      {found.isPending && <Skeleton active />}
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {next && (
        <Card size="small" title={texts.announced} style={{ marginBottom: 16 }}>
          <Rule rule={next} />
        </Card>
      )}
      {found.isSuccess && (rule ? <Rule rule={rule} /> : <Empty description={texts.none} />)}
      {edited && <TiersForm key={edited.version} rule={edited} onClose={() => setEdited(null)} />}
    </section>
  );
}
