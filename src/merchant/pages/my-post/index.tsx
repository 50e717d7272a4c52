import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { InlineNote } from '@/components/inline-note';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import type { StaffRole } from '@contracts/merchant/merchant';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { leavePage } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { consoleService, memberService, merchantService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { roleLines, roleTexts } from '../../components/words/role-text';
import { Computers } from './computers';

const byRank: readonly StaffRole[] = ['owner', 'operator', 'clerk', 'adviser'];

const readAll = async () => {
  const [{ mayActAs }, { stores }, { sessions }] = await Promise.all([
    memberService.readRoles({}),
    merchantService.listMyStores({}),
    consoleService.listSessions({}),
  ]);
  return { role: byRank.find((one) => mayActAs.includes(one)) ?? 'adviser', stores, sessions };
};

/** 我的岗位: what one is here and where, and the way out. */
export default function MyPostPage() {
  const { state, reload } = useCall(readAll);
  const { ask, sheet } = useConfirmSheet();
  useOnShow(() => void reload());
  const leave = useAction(async () => {
    const lines = ['马上生效，「店里的工作」会消失。', '要回来只能请店里重新邀请。'];
    if (!(await ask({ title: '退出岗位？', lines, yes: '退出岗位' }))) return;
    await merchantService.leaveStaff({});
    await leavePage();
  });
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={2} Failure={StaffOnly} />
      {state.status === 'ready' && (
        <>
          <Card>
            <CardHead title={roleTexts[state.snapshot.data.role]} />
            <CardLine text={roleLines[state.snapshot.data.role]} />
            <CardLine
              text={`门店：${state.snapshot.data.stores.map(({ name }) => name).join('、') || '还没有分配'}`}
            />
          </Card>
          <Computers sessions={state.snapshot.data.sessions} onChange={() => void reload()} />
          {leave.error && <InlineNote text={leave.error.message} />}
          <ActionButton
            id="leave"
            look="quiet"
            disabled={leave.busy}
            onPress={() => void leave.run(undefined)}
          >
            退出岗位
          </ActionButton>
        </>
      )}
      {sheet}
    </PageShell>
  );
}
