import type { LeaderApi } from '@contracts/leader';
import { createCaller, type Client, type RetryPolicy, type Transport } from './client';

export type LeaderService = Client<LeaderApi>;

export function createLeaderService(transport: Transport, policy?: RetryPolicy): LeaderService {
  const call = createCaller<LeaderApi>('leader', transport, policy);
  return {
    resolveCode: call('resolveCode'),
    readMyCode: call('readMyCode'),
    readGroup: call('readGroup'),
    readFigures: call('readFigures'),
    listGroups: call('listGroups'),
    listTeam: call('listTeam'),
  };
}
