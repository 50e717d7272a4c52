import type { MemberApi } from '@contracts/member/member';
import { cacheSlot } from '@/platform/cache';
import { memberService } from '@/services';
import { useCall } from './use-call';

type Roles = ReturnType<MemberApi['readRoles']>['mayActAs'];

const isRoles = (value: unknown): value is Roles =>
  Array.isArray(value) && value.every((role) => typeof role === 'string');

/** What this person may act as, as it was last seen: enough to draw a page by; every operation asks for itself. */
const rolesCache = cacheSlot('roles', isRoles);
const readRoles = async () => (await memberService.readRoles({})).mayActAs;

export const keptRoles = (): Roles => rolesCache.read()?.value ?? [];

export function useRoles(): { roles: Roles; reload: () => Promise<void> } {
  const { state, reload } = useCall(readRoles, rolesCache);
  return { roles: state.status === 'ready' ? state.snapshot.data : [], reload };
}
