import type { PointsRule } from '@contracts/points/points-rule';
import { fen } from '@contracts/primitives/fen';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Empty, Skeleton, Typography } from 'antd';
import { useMemo, useState } from 'react';
import { EditForm } from '../../../kit/edit/edit-form';
import type { Section } from '../../../kit/edit/fields';
import { History } from '../../../kit/edit/history';
import { RuleFacts } from '../../../kit/edit/rule-facts';
import { Failure } from '../../../kit/failure';
import { PageHead } from '../../../kit/page-head';
import { useRefresh } from '../../../kit/use-refresh';
import { momentText } from '../../../kit/words';
import { api } from '../../../service';
import { usePageTexts, useTexts } from '../../../texts/use-texts';
import { pointsSections } from './points-sections';
import { pointsRuleOf, pointsValues, type PointsValues } from './points-values';
import { pointsTexts } from './texts';

const KEY = ['points', 'rule'];

async function readAll() {
  const [{ rule, next }, { stores }, { categories }] = await Promise.all([
    api.points.readRule({}),
    api.payment.listIssueChoices({}),
    api.payment.listCategories({}),
  ]);
  return { rule, next, stores, categories };
}

/** What ¥100 would earn under what is typed; nothing while it is not whole. */
function Trial({ values, before }: { values: PointsValues; before: PointsRule | null }) {
  const { trial } = usePageTexts(pointsTexts);
  const found = useQuery({
    queryKey: [...KEY, 'trial', values],
    queryFn: () => api.points.previewEarning({ paidFen: fen(10_000), draft: pointsRuleOf(values, before) }),
    placeholderData: (last) => last,
  });
  if (!found.data) return null;
  return <Alert type="info" title={`${trial}${found.data.text}`} />;
}

interface EditorProps {
  rule: PointsRule | null;
  sections: readonly Section<PointsValues>[];
  reload: () => void;
  onClose: () => void;
}

function Editor({ rule, sections, reload, onClose }: EditorProps) {
  const texts = usePageTexts(pointsTexts);
  const refresh = useRefresh(['points']);
  const initial = useMemo(() => pointsValues(rule), [rule]);
  return (
    <EditForm<PointsValues>
      title={rule ? texts.edit : texts.first}
      who={texts.who}
      what={texts.what}
      sections={sections}
      initial={initial}
      isNew={rule === null}
      keepAs="points-rule"
      submit={(values, requestId) =>
        api.points.publishRule(
          { draft: pointsRuleOf(values, rule), basedOn: rule?.version ?? 0 },
          { requestId },
        )
      }
      saveText={texts.publish}
      onDone={refresh}
      reload={reload}
      onClose={onClose}
      notes={(values) => <Trial values={values} before={rule} />}
      history={<History about={null} actions={['points.publishRule']} />}
    />
  );
}

export default function PointsPage() {
  const { pages, list } = useTexts();
  const texts = usePageTexts(pointsTexts);
  const [isEdited, setEdited] = useState(false);
  const found = useQuery({ queryKey: KEY, queryFn: readAll });
  const sections = useMemo(() => (found.data ? pointsSections(texts, found.data) : []), [texts, found.data]);
  const rule = found.data?.rule ?? null;
  const next = found.data?.next ?? null;
  return (
    <section className="page page-scroll" aria-busy={found.isFetching}>
      <PageHead title={pages.points}>
        <Button onClick={() => void found.refetch()} loading={found.isRefetching}>
          {list.refresh}
        </Button>
        {found.isSuccess && (
          <Button type="primary" onClick={() => setEdited(true)}>
            {rule ? texts.edit : texts.first}
          </Button>
        )}
      </PageHead>
      {found.isPending && <Skeleton active />}
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && !rule && <Empty description={texts.none} />}
      {next && (
        <Alert
          type="info"
          title={texts.announced(next.version, momentText(next.holdsFrom ?? next.publishedAt))}
          style={{ marginBottom: 16 }}
        />
      )}
      {rule && (
        <>
          <Typography.Text type="secondary">
            {texts.version(rule.version, momentText(rule.publishedAt))}
          </Typography.Text>
          <RuleFacts sections={sections} values={pointsValues(rule)} />
        </>
      )}
      {isEdited && found.data && (
        <Editor
          key={(next ?? rule)?.version}
          rule={next ?? rule}
          sections={sections}
          reload={() => void found.refetch()}
          onClose={() => setEdited(false)}
        />
      )}
    </section>
  );
}
