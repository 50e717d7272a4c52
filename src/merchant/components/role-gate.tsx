import type { PropsWithChildren } from 'react';
import { refuse } from '@contracts/errors';
import { PageLoading } from '@/components/page/page-loading';
import { useCall } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { memberService } from '@/services';
import { ClerksOnly, StaffOnly } from './staff-only';

interface RoleGateProps {
  role: 'clerk' | 'operator';
}

/**
 * Around a page that would otherwise begin with a form: whoever may not send it reads so before filling it in. It protects nothing;
 * every operation asks for itself.
 */
export function RoleGate({ role, children }: PropsWithChildren<RoleGateProps>) {
  const { state, reload } = useCall(async () => {
    const { mayActAs } = await memberService.readRoles({});
    if (!mayActAs.includes(role)) throw refuse('not_allowed');
    return role;
  });
  useOnShow(() => {
    if (state.status !== 'ready') void reload();
  });
  const Refusal = role === 'clerk' ? ClerksOnly : StaffOnly;
  if (state.status === 'failed') return <Refusal error={state.error} onRetry={() => void reload()} />;
  return state.status === 'loading' ? <PageLoading card={false} rows={3} /> : <>{children}</>;
}
