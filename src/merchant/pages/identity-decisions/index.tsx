import { ActionButton } from '@/components/action-button';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { openMerges } from '@/platform/opening/navigation';
import { identityService } from '@/services';
import { StaffList } from '../../components/staff-list';
import { DecisionCard } from './decision-card';

/** 会员身份待办: numbers two WeChat users verified; staff says whether they are one person. */
export default function IdentityDecisionsPage() {
  const list = usePagedCall(async (cursor) =>
    pageOf(await identityService.listDecisions({ status: 'open', cursor }), 'decisions'),
  );
  const again = () => void list.reload();
  return (
    <StaffList
      list={list}
      keyOf={(decision) => decision.decisionId}
      row={(decision) => <DecisionCard decision={decision} onDecided={again} />}
      empty={{ icon: 'check', title: '没有待办', text: '两位微信用户先后验证同一个手机号时，会放在这里' }}
    >
      {list.state.status === 'ready' && (
        <ActionButton id="merges" look="secondary" onPress={() => void openMerges()}>
          合并记录与撤销
        </ActionButton>
      )}
    </StaffList>
  );
}
