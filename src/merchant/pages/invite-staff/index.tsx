import { useShareAppMessage } from '@tarojs/taro';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { Card, CardActions, CardHead, CardLine } from '@/components/card/card';
import { InlineNote } from '@/components/inline-note';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { chinaTimeText } from '@contracts/primitives/time';
import type { InvitationState, InvitationView } from '@contracts/merchant/staff';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { merchantService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { roleTexts } from '../../components/words/role-text';
import { InviteForm } from './invite-form';
import { ShareInvitation } from './share-invitation';

const stateTexts: Readonly<Record<InvitationState, string>> = {
  open: '等他接受',
  accepted: '已接受',
  revoked: '已撤回',
  expired: '已过期',
  void: '已失效',
};

const readAll = async () => {
  const [{ invitations }, { stores, mayChangeRoles }] = await Promise.all([
    merchantService.listInvitations({}),
    merchantService.listStaff({ cursor: null }),
  ]);
  return { invitations, stores, mayInviteAll: mayChangeRoles };
};

function InvitationCard({ invitation, onChange }: { invitation: InvitationView; onChange: () => void }) {
  const { invitationId, name, role, stores, state, invitedBy, expiresAt } = invitation;
  const { ask, sheet } = useConfirmSheet();
  const revoke = useAction(async () => {
    const question = { title: `撤回给${name}的邀请？`, lines: ['发出去的链接马上失效。'], yes: '撤回邀请' };
    if (!(await ask(question))) return;
    await merchantService.revokeInvitation({ invitationId }).finally(onChange);
  });
  return (
    <Card>
      <CardHead
        title={`${name} · ${roleTexts[role]}`}
        state={stateTexts[state]}
        tone={state === 'open' ? 'on' : 'off'}
      />
      {stores.length > 0 && <CardLine text={stores.join('、')} />}
      <CardLine text={`${invitedBy}邀请，${chinaTimeText(expiresAt)}前有效`} />
      {revoke.error && <InlineNote text={revoke.error.message} />}
      {state === 'open' && (
        <CardActions>
          <ActionButton
            id={`withdraw-${invitationId}`}
            look="quiet"
            disabled={revoke.busy}
            onPress={() => void revoke.run(undefined)}
          >
            撤回
          </ActionButton>
        </CardActions>
      )}
      {sheet}
    </Card>
  );
}

/** 邀请员工: a link for one person, and what became of those before. */
export default function InviteStaffPage() {
  const { state, reload } = useCall(readAll);
  const [made, setMade] = useState<{ code: string; invitation: InvitationView } | null>(null);
  useOnShow(() => void reload());
  useShareAppMessage(() =>
    made === null
      ? { title: '团卡', path: '/pages/home/index' }
      : {
          title: `邀请你做${roleTexts[made.invitation.role]}`,
          path: `/merchant/pages/staff-invitation/index?c=${made.code}`,
        },
  );
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={4} Failure={StaffOnly} />
      {state.status === 'ready' && (
        <>
          {made ? (
            <ShareInvitation {...made} onAnother={() => setMade(null)} />
          ) : (
            <InviteForm
              {...state.snapshot.data}
              onMade={(answer) => {
                setMade(answer);
                void reload();
              }}
            />
          )}
          {state.snapshot.data.invitations.length > 0 && <SectionTitle text="发过的邀请" />}
          {state.snapshot.data.invitations.map((invitation) => (
            <InvitationCard
              key={`${invitation.invitationId}-${invitation.state}`}
              invitation={invitation}
              onChange={() => void reload()}
            />
          ))}
        </>
      )}
    </PageShell>
  );
}
