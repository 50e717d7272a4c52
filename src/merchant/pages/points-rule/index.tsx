import { Text, View } from '@tarojs/components';
import { ActionButton } from '@/components/action-button';
import { FormBody } from '@/components/form/form';
import { SaveBar } from '@/components/form/save-bar';
import { useForm } from '@/components/form/draft/use-form';
import { InlineNote } from '@/components/inline-note';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { useToast } from '@/components/sheet/toast';
import type { PointsRule, PointsRuleDraft } from '@contracts/points/points-rule';
import { chinaTimeText, type Instant } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useRequestId } from '@/hooks/use-request-id';
import { openPickUp, openPointsAdjust, openRewards } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { growthService, paymentService, pointsService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { EarnFields } from './earn-fields';
import { EventFields, LifeFields, OffsetFields } from './other-fields';
import { EarningPreview } from './earning-preview';
import styles from './index.module.scss';
import { FIRST_FORM, formOf, type RuleForm } from './rule-draft';
import { ruleFrom } from './rule-from';

const ways = [
  { id: 'rewards', text: '兑换商品', open: openRewards },
  { id: 'adjust', text: '调整积分', open: () => openPointsAdjust() },
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
  categories: readonly string[];
  /** There are tiers: what members read of points is announced before it changes. */
  hasCharter: boolean;
  onPublished: (rule: PointsRule) => void;
}

/** Edit → preview → publish. What was earned keeps what it was given. */
function Editor({ rule, stores, categories, hasCharter, onPublished }: EditorProps) {
  const form = useForm({
    first: rule ? formOf(rule) : FIRST_FORM,
    check: (draft: RuleForm) => ruleFrom(draft, rule),
    keepAs: `points-rule:${rule?.version ?? 0}`,
  });
  const { draft, change, checked } = form;
  const request = useRequestId();
  const { ask, sheet } = useConfirmSheet();
  const next = (rule?.version ?? 0) + 1;
  const publish = useAction(async (ready: PointsRuleDraft) => {
    const sure = await ask({
      title: `发布第 ${next} 版？`,
      lines: [
        hasCharter
          ? '章程里写着的变化，公布满 7 天才生效，每位会员会收到消息；其余马上生效。'
          : '从现在起，所有会员的消费、抵扣和有效期都按新规则算。',
        '已经得到的积分和到期时间不变；要改回去得再发布一版。',
      ],
      yes: `发布第 ${next} 版`,
    });
    if (!sure) return;
    const input = { draft: ready, basedOn: rule?.version ?? 0 };
    const published = await pointsService.publishRule(input, { requestId: request.idFor(input) });
    request.done();
    form.saved();
    onPublished(published.rule);
  });
  return (
    <FormBody form={form}>
      <EarnFields form={draft} stores={stores} categories={categories} onChange={change} />
      <EventFields form={draft} onChange={change} />
      <OffsetFields form={draft} onChange={change} />
      <LifeFields form={draft} onChange={change} />
      <EarningPreview draft={checked.ok ? checked.value : null} />
      <SaveBar
        id="publish"
        text={`发布第 ${next} 版`}
        busyText="正在发布…"
        form={form}
        busy={publish.busy}
        error={publish.error}
        onSave={(ready) => void publish.run(ready)}
      />
      {sheet}
    </FormBody>
  );
}

const announcedText = (version: number, from: Instant): string =>
  `第 ${version} 版已公布，${chinaTimeText(from)} 起生效；再发布一版会代替它`;

const readAll = async () => {
  const [{ rule, next }, { charter }, { stores }, { categories }] = await Promise.all([
    pointsService.readRule({}),
    growthService.readCharter({}),
    paymentService.listStores({}),
    paymentService.listCategories({}),
  ]);
  return { rule, next, stores, categories, hasCharter: charter !== null };
};

/** 积分设置: the rule in force, and the ways to goods and to single members. */
export default function PointsRulePage() {
  const { state, reload } = useCall(readAll);
  const { say, toast } = useToast();
  useOnShow(() => {
    // Coming back does not throw away what was typed.
    if (state.status !== 'ready') void reload();
  });
  const data = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={4} Failure={StaffOnly} />
      {data && (
        <>
          <Ways />
          <Text className={styles['version']}>
            {data.rule ? `现在是第 ${data.rule.version} 版` : '还没有积分规则，发布后开始送积分'}
          </Text>
          {data.next?.holdsFrom && (
            <InlineNote tone="calm" text={announcedText(data.next.version, data.next.holdsFrom)} />
          )}
          <Editor
            key={(data.next ?? data.rule)?.version ?? 0}
            rule={data.next ?? data.rule}
            stores={data.stores}
            categories={data.categories}
            hasCharter={data.hasCharter}
            onPublished={({ holdsFrom }) => {
              say(holdsFrom === null ? '新规则已生效' : `已公布，${chinaTimeText(holdsFrom)} 起生效`);
              void reload();
            }}
          />
        </>
      )}
      {toast}
    </PageShell>
  );
}
