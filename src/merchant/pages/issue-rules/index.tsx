import { useReachBottom } from '@tarojs/taro';
import type { IssueRuleView } from '@contracts/payment/payment';
import { ActionButton } from '@/components/action-button';
import { Fact, Facts } from '@/components/facts';
import { InlineNote } from '@/components/inline-note';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { StaleNote } from '@/components/page/stale-note';
import { useAction } from '@/hooks/use-action';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openIssueRule } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { paymentService } from '@/services';
import { IssuePreview } from '../../components/issue-preview';
import { amountText, lifetimeText, whenText } from '../../components/words/rule-text';
import { StaffOnly } from '../../components/staff-only';

/** One rule, with the switch that turns it on and off. */
function RuleCard({ rule, onChanged }: { rule: IssueRuleView; onChanged: () => void }) {
  const { ruleId, version, terms, planName, packName } = rule;
  const turn = useAction(async () => {
    const turned = { ...terms, enabled: !terms.enabled };
    await paymentService.saveIssueRule({ edit: { ruleId, version }, terms: turned });
    onChanged();
  });
  return (
    <>
      <SectionTitle text={terms.name} />
      <Facts>
        <Fact
          name="状态"
          value={terms.enabled ? '启用中' : '已停用'}
          tone={terms.enabled ? 'saved' : 'plain'}
        />
        <Fact name="优先级" value={String(terms.priority)} />
        <Fact name="首次付款" value={amountText(terms)} />
        <Fact name="时间" value={whenText(terms)} />
        <Fact name="门店" value={terms.storeIds === null ? '全部' : `${terms.storeIds.length} 家`} />
        <Fact name="店员记的付款" value={terms.counterPayments ? '也算' : '不算'} />
        <Fact name="发" value={packName === null ? planName : `${planName} + ${packName}`} />
        <Fact name="领取期限" value={lifetimeText(terms.claimValidForMs)} />
        {turn.error && <InlineNote text={turn.error.message} />}
        <ActionButton id={`edit-${ruleId}`} look="secondary" onPress={() => void openIssueRule(ruleId)}>
          修改
        </ActionButton>
        <ActionButton
          id={`turn-${ruleId}`}
          look="quiet"
          disabled={turn.busy}
          onPress={() => void turn.run(undefined)}
        >
          {terms.enabled ? '停用' : '启用'}
        </ActionButton>
      </Facts>
    </>
  );
}

/** 发卡规则: which first payment issues which card, the one looked at first on top, and a payment to try them on. */
export default function IssueRulesPage() {
  const list = usePagedCall(async (cursor) => {
    const { rules, nextCursor, now } = await paymentService.listIssueRules({ cursor });
    return { items: rules, nextCursor, now };
  });
  const { state, reload } = list;
  useOnShow(() => void reload());
  useReachBottom(list.showMore);
  const inOrder = [...list.shown].sort((a, b) => b.terms.priority - a.terms.priority);
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      {state.status === 'loading' && <PageLoading card={false} rows={4} />}
      {state.status === 'failed' && <StaffOnly error={state.error} onRetry={() => void reload()} />}
      {state.status === 'ready' && (
        <>
          <InlineNote
            tone="calm"
            text="顾客第一次付款时，从优先级最大的规则看起，第一条符合的发卡。已发的领卡资格不受修改影响。"
          />
          <ActionButton id="new-rule" onPress={() => void openIssueRule(null)}>
            新建规则
          </ActionButton>
          {inOrder.length === 0 && (
            <PageNote icon="empty" title="还没有规则" text="没有规则，首次付款不发卡" />
          )}
        </>
      )}
      {inOrder.map((rule) => (
        <RuleCard key={rule.ruleId} rule={rule} onChanged={() => void reload()} />
      ))}
      {list.hasMore && (
        <ActionButton id="more" look="quiet" disabled={list.loading} onPress={list.showMore}>
          {list.loading ? '正在加载…' : '再看一些'}
        </ActionButton>
      )}
      {state.status === 'ready' && <IssuePreview draft={null} />}
    </PageShell>
  );
}
