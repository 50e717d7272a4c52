import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { PageLoading } from '@/components/page/page-loading';
import { PageShell } from '@/components/page/page-shell';
import { errorCatalogue } from '@contracts/errors';
import type { PointsRule } from '@contracts/points/points-rule';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useRequestId } from '@/hooks/use-request-id';
import { confirm } from '@/platform/confirm';
import { openPickUp, openPointsAdjust, openRewards } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { paymentService, pointsService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { EarnFields } from './earn-fields';
import { EventFields, LifeFields, OffsetFields } from './other-fields';
import { EarningPreview } from './earning-preview';
import styles from './index.module.scss';
import { draftOf, FIRST_FORM, formOf, problemOf, type RuleForm } from './rule-draft';

const ways = [
  { id: 'rewards', text: '兑换商品', open: openRewards },
  { id: 'adjust', text: '调整积分', open: openPointsAdjust },
  { id: 'pick-up', text: '发放', open: openPickUp },
];

const Ways = () => (
  <View className={styles['ways']}>
    {ways.map(({ id, text, open }) => (
      <View key={id} className={styles['way']}>
        <ActionButton id={id} look="secondary" onPress={() => void open()}>
          {text}
        </ActionButton>
      </View>
    ))}
  </View>
);

interface EditorProps {
  rule: PointsRule | null;
  stores: Parameters<typeof EarnFields>[0]['stores'];
  onPublished: () => void;
}

/** Edit → preview → publish. What was earned keeps what it was given. */
function Editor({ rule, stores, onPublished }: EditorProps) {
  const [form, setForm] = useState<RuleForm>(() => (rule ? formOf(rule) : FIRST_FORM));
  const change = (some: Partial<RuleForm>) => setForm((before) => ({ ...before, ...some }));
  const problem = problemOf(form, rule);
  const request = useRequestId();
  const publish = useAction(async () => {
    const input = { draft: draftOf(form, rule), basedOn: rule?.version ?? 0 };
    const text = '之后的消费按新规则算；已经得到的积分和到期时间不变。';
    if (!(await confirm(`发布第 ${input.basedOn + 1} 版？`, text, '发布'))) return;
    await pointsService.publishRule(input, { requestId: request.idFor(input) });
    request.done();
    onPublished();
  });
  return (
    <>
      <EarnFields form={form} stores={stores} onChange={change} />
      <EventFields form={form} onChange={change} />
      <OffsetFields form={form} onChange={change} />
      <LifeFields form={form} onChange={change} />
      <EarningPreview draft={problem === null ? () => draftOf(form, rule) : null} />
      {publish.error && <InlineNote text={errorCatalogue[publish.error.code].message} />}
      <ActionBar>
        <ActionButton
          id="publish"
          disabled={publish.busy || problem !== null}
          onPress={() => void publish.run(undefined)}
        >
          {problem ?? (publish.busy ? '正在发布…' : `发布第 ${(rule?.version ?? 0) + 1} 版`)}
        </ActionButton>
      </ActionBar>
    </>
  );
}

const readAll = async () => {
  const [{ rule }, { stores }] = await Promise.all([
    pointsService.readRule({}),
    paymentService.listStores({}),
  ]);
  return { rule, stores };
};

/** 积分设置: the rule in force, and the ways to goods and to single members. */
export default function PointsRulePage() {
  const { state, reload } = useCall(readAll);
  const [published, setPublished] = useState(false);
  useOnShow(() => {
    // Coming back does not throw away what was typed.
    if (state.status !== 'ready') void reload();
  });
  const data = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <PageShell>
      {state.status === 'loading' && <PageLoading card={false} rows={4} />}
      {state.status === 'failed' && <StaffOnly error={state.error} onRetry={() => void reload()} />}
      {data && (
        <>
          <Ways />
          {published && (
            <InlineNote tone="calm" icon="check" text={`第 ${data.rule?.version ?? 1} 版已生效`} />
          )}
          <Text className={styles['version']}>
            {data.rule ? `现在是第 ${data.rule.version} 版` : '还没有积分规则，发布后开始送积分'}
          </Text>
          <Editor
            key={data.rule?.version ?? 0}
            rule={data.rule}
            stores={data.stores}
            onPublished={() => {
              setPublished(true);
              void reload();
            }}
          />
        </>
      )}
    </PageShell>
  );
}
