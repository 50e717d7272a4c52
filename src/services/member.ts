import type { MemberApi } from '@contracts/member';
import { createCaller, type Client, type RetryPolicy, type Transport } from './client';

export type MemberService = Client<MemberApi>;

export function createMemberService(transport: Transport, policy?: RetryPolicy): MemberService {
  const call = createCaller<MemberApi>('member', transport, policy);
  return {
    overview: call('overview'),
    join: call('join'),
    readProfile: call('readProfile'),
    readRoles: call('readRoles'),
    linkPhone: call('linkPhone'),
    readCode: call('readCode'),
    identify: call('identify'),
  };
}
