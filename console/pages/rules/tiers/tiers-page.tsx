import type { PackView } from '@contracts/coupon/coupon-admin';
import type { GrowthRule, PublishedGrowthRule } from '@contracts/growth/growth-rule';
import { PROPOSED_TIERS } from '@contracts/primitives/tier/proposed-rule';
import { isChinaDate } from '@contracts/primitives/time';
import { useQuery } from '@tanstack/react-query';
import { Button, Card, Empty, Flex, Skeleton, Typography } from 'antd';
import { useMemo, useState } from 'react';
import { EditForm } from '../../../kit/edit/edit-form';
import { History } from '../../../kit/edit/history';
import { RuleFacts } from '../../../kit/edit/rule-facts';
import { Failure } from '../../../kit/failure';
import { PageHead } from '../../../kit/page-head';
import { useSection } from '../../../kit/sections';
import { useRefresh } from '../../../kit/use-refresh';
import { momentText } from '../../../kit/words';
import { api } from '../../../service';
import { usePageTexts, useTexts } from '../../../texts/use-texts';
import { RefusedGifts } from './refused-gifts';
import { tierTexts } from './texts';
import { startSection, tierSections } from './tier-sections';
import { growthRuleOf, tierValues, type TierValues } from './tier-values';
import { Tonight } from './tonight';
import { WhatIf } from './what-if';

const KEY = ['growth', 'rule'];
/** Far above what a shop has; a list that never ends is not read to its end. */
const MOST_PAGES = 20;

async function readPacks(): Promise<PackView[]> {
  const all: PackView[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { packs, nextCursor }: { packs: PackView[]; nextCursor: string | null } =
      await api.coupon.listPacks({
        cursor,
      });
    all.push(...packs);
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return all;
}

async function readAll() {
  const [{ rule, next }, packs] = await Promise.all([api.growth.readRule({}), readPacks()]);
  return { rule, next, packs };
}

const namedOf = ({ tiers }: GrowthRule) => tiers.map(({ id, name }, place) => ({ id: id ?? place, name }));

function Rule({ rule, packs }: { rule: PublishedGrowthRule; packs: readonly PackView[] }) {
  const texts = usePageTexts(tierTexts);
  return (
    <Flex vertical gap="middle">
      <Typography.Text type="secondary">
        {texts.version(rule.version, momentText(rule.publishedAt))}
        {rule.holdsFrom !== null && texts.holdsFrom(momentText(rule.holdsFrom))}
      </Typography.Text>
      <RuleFacts sections={tierSections(texts, namedOf(rule), packs)} values={tierValues(rule)} />
    </Flex>
  );
}

interface EditorProps {
  rule: PublishedGrowthRule | null;
  packs: readonly PackView[];
  reload: () => void;
  onClose: () => void;
}

/** The next version, based on the one that was open: who published meanwhile is not overruled. */
function Editor({ rule, packs, reload, onClose }: EditorProps) {
  const texts = usePageTexts(tierTexts);
  const refresh = useRefresh(['growth']);
  const before: GrowthRule = rule ?? PROPOSED_TIERS;
  const initial = useMemo(() => tierValues(before), [before]);
  const sections = useMemo(
    () => [...tierSections(texts, namedOf(before), packs), ...(rule ? [startSection(texts)] : [])],
    [texts, before, packs, rule],
  );
  return (
    <EditForm<TierValues>
      title={rule ? texts.edit : texts.first}
      who={texts.who}
      what={texts.what}
      sections={sections}
      initial={initial}
      isNew={rule === null}
      keepAs="growth-rule"
      submit={(values, requestId) =>
        api.growth.publishRule(
          {
            draft: growthRuleOf(values, before),
            basedOn: rule?.version ?? 0,
            from: isChinaDate(values.from) ? values.from : null,
          },
          { requestId },
        )
      }
      saveText={texts.publish}
      onDone={refresh}
      reload={reload}
      onClose={onClose}
      notes={(values) => rule && <WhatIf draftOf={() => growthRuleOf(values, before)} />}
      history={<History about={null} actions={['growth.publishRule']} />}
    />
  );
}

type Found = Awaited<ReturnType<typeof readAll>>;

function Rules({ found: { rule, next, packs } }: { found: Found }) {
  const texts = usePageTexts(tierTexts);
  return (
    <>
      {next && (
        <Card size="small" title={texts.announced} style={{ marginBottom: 16 }}>
          <Rule rule={next} packs={packs} />
        </Card>
      )}
      {rule ? <Rule rule={rule} packs={packs} /> : <Empty description={texts.none} />}
    </>
  );
}

export default function TiersPage() {
  const { pages, list } = useTexts();
  const texts = usePageTexts(tierTexts);
  const [isEdited, setEdited] = useState(false);
  const found = useQuery({ queryKey: KEY, queryFn: readAll });
  const names = ['rule', 'tonight', 'refused'] as const;
  const section = useSection(
    names.map((value) => ({ value, label: texts.sections[value] })),
    'rule',
  );
  const newest = found.data?.next ?? found.data?.rule ?? null;
  if (section.shown === 'refused') return <RefusedGifts control={section.control} />;
  return (
    <section className="page page-scroll" aria-busy={found.isFetching}>
      <PageHead title={pages.tiers}>
        {section.control}
        <Button onClick={() => void found.refetch()} loading={found.isRefetching}>
          {list.refresh}
        </Button>
        {found.isSuccess && (
          <Button type="primary" onClick={() => setEdited(true)}>
            {newest ? texts.edit : texts.first}
          </Button>
        )}
      </PageHead>
      {found.isPending && <Skeleton active />}
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.data && (section.shown === 'tonight' ? <Tonight /> : <Rules found={found.data} />)}
      {isEdited && found.data && (
        <Editor
          key={newest?.version}
          rule={newest}
          packs={found.data.packs}
          reload={() => void found.refetch()}
          onClose={() => setEdited(false)}
        />
      )}
    </section>
  );
}
