import { useRouter } from '@tarojs/taro';
import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { InlineNote } from '@/components/inline-note';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { errorCatalogue, refuse } from '@contracts/errors';
import { chinaTimeText } from '@contracts/primitives/time';
import type { InvitationState, StaffApi } from '@contracts/merchant/staff';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { openPage } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { merchantService } from '@/services';
import { roleLines, roleTexts } from '../../components/words/role-text';

type Invitation = ReturnType<StaffApi['readInvitation']>;

const overTexts: Readonly<Record<Exclude<InvitationState, 'open'>, string>> = {
  accepted: '这份邀请已经有人接受了',
  revoked: '店里收回了这份邀请',
  expired: '这份邀请已过期，请让店里再发一份',
  void: '这份邀请已失效，请让店里再发一份',
};

interface AcceptProps {
  read: Invitation;
  code: string;
  onChange: () => void;
}

function AcceptBar({ read: { invitation, mine }, code, onChange }: AcceptProps) {
  const accept = useAction(async () => {
    await merchantService.acceptInvitation({ code }).finally(onChange);
  });
  if (mine)
    return (
      <ActionButton id="to-work" onPress={() => void openPage('pages/me/index')}>
        已接受，去「我的」开始工作
      </ActionButton>
    );
  if (invitation.state !== 'open') return <InlineNote text={overTexts[invitation.state]} />;
  return (
    <>
      {accept.error && <InlineNote text={errorCatalogue[accept.error.code].message} />}
      <ActionButton id="accept" disabled={accept.busy} onPress={() => void accept.run(undefined)}>
        {accept.busy ? '正在接受…' : `接受，成为${roleTexts[invitation.role]}`}
      </ActionButton>
    </>
  );
}

/** What an invitation's link opens: who invites, as what and where; nothing happens before the tap. */
export default function StaffInvitationPage() {
  const { params } = useRouter();
  const code = params['c'] ?? '';
  const { state, reload } = useCall(async () => {
    if (!/^[\w-]{22}$/.test(code)) throw refuse('staff_invitation_not_found');
    return merchantService.readInvitation({ code }).then((read) => ({ ...read }));
  });
  useOnShow(() => void reload());
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={2} />
      {state.status === 'ready' && (
        <>
          <Card>
            <CardHead
              title={`${state.snapshot.data.brandName}邀请你做${roleTexts[state.snapshot.data.invitation.role]}`}
            />
            <CardLine text={`邀请人：${state.snapshot.data.invitation.invitedBy}`} />
            <CardLine text={`你会被称呼为：${state.snapshot.data.invitation.name}`} />
            <CardLine text={`能做什么：${roleLines[state.snapshot.data.invitation.role]}`} />
            {state.snapshot.data.invitation.stores.length > 0 && (
              <CardLine text={`门店：${state.snapshot.data.invitation.stores.join('、')}`} />
            )}
            <CardLine text={`${chinaTimeText(state.snapshot.data.invitation.expiresAt)}前有效，只能用一次`} />
          </Card>
          <ActionBar>
            <AcceptBar read={state.snapshot.data} code={code} onChange={() => void reload()} />
          </ActionBar>
        </>
      )}
    </PageShell>
  );
}
