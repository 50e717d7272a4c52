import type { IssueRuleView } from '@contracts/payment/payment';
import { ActionButton } from '@/components/action-button';
import { TopActions } from '@/components/card/top-actions';
import { Fact, Facts } from '@/components/facts';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { useToast } from '@/components/sheet/toast';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openIssueRule } from '@/platform/opening/navigation';
import { paymentService } from '@/services';
import { IssuePreview } from '../../components/issue-preview';
import { amountText, lifetimeText, whenText } from '../../components/words/rule-text';
import { StaffList } from '../../components/staff-list';

type Say = ReturnType<typeof useToast>['say'];

interface RuleCardProps {
  rule: IssueRuleView;
  say: Say;
  onChanged: () => void;
}

/** One rule, with the switch that turns it on and off. */
function RuleCard({ rule, say, onChanged }: RuleCardProps) {
  const { ruleId, version, terms, planName, packName } = rule;
  const { ask, sheet } = useConfirmSheet();
  const { idFor } = useRequestId();
  const save = async (edit: { ruleId: typeof ruleId; version: number }, enabled: boolean) => {
    const wish = { edit, terms: { ...terms, enabled } };
    const saved = await paymentService.saveIssueRule(wish, { requestId: idFor(wish) });
    onChanged();
    return saved.rule.version;
  };
  const turn = useAction(async () => {
    const { enabled, name } = terms;
    const sure = await ask(enabled ? stopping(rule) : starting(rule));
    if (!sure) return;
    const now = await save({ ruleId, version }, !enabled);
    say(enabled ? `已停用「${name}」` : `已启用「${name}」`, async () => {
      await save({ ruleId, version: now }, enabled);
      return enabled ? '已重新启用' : '已重新停用';
    });
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
      {sheet}
    </>
  );
}

const stopping = ({ terms, planName }: IssueRuleView) => ({
  title: `停用「${terms.name}」？`,
  lines: [
    `从现在起，首次付款不再按这条规则发「${planName}」。`,
    '已经发出的领卡资格不受影响。停用后可以马上撤销。',
  ],
  yes: '停用这条规则',
});

const starting = ({ terms, planName }: IssueRuleView) => ({
  title: `启用「${terms.name}」？`,
  lines: [`从现在起，首次付款${amountText(terms)}的顾客会收到「${planName}」的领卡资格。`],
  yes: '启用这条规则',
});

/** 发卡规则: which first payment issues which card, the one looked at first on top, and a payment to try them on. */
export default function IssueRulesPage() {
  const { say, toast } = useToast();
  const list = usePagedCall(async (cursor) => {
    const { rules, nextCursor, now } = await paymentService.listIssueRules({ cursor });
    return { items: [...rules].sort((a, b) => b.terms.priority - a.terms.priority), nextCursor, now };
  });
  return (
    <StaffList
      list={list}
      keyOf={({ ruleId }) => ruleId}
      row={(rule) => <RuleCard rule={rule} say={say} onChanged={() => void list.reload()} />}
      empty={{ title: '还没有规则', text: '没有规则，首次付款不发卡' }}
      head={
        <>
          <InlineNote
            tone="calm"
            text="顾客第一次付款时，从优先级最大的规则看起，第一条符合的发卡。已发的领卡资格不受修改影响。"
          />
          <TopActions>
            <ActionButton id="new-rule" onPress={() => void openIssueRule(null)}>
              新建规则
            </ActionButton>
          </TopActions>
        </>
      }
    >
      {list.state.status === 'ready' && <IssuePreview draft={null} />}
      {toast}
    </StaffList>
  );
}
