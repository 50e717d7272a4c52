import type { LeaderApi as CodeApi } from '@contracts/leader';
import type { LeaderOfficeApi } from '@contracts/leader-office';
import { createCaller, type Client, type RetryPolicy, type Transport } from './client';

type LeaderApi = CodeApi & LeaderOfficeApi;
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
    readMyApplication: call('readMyApplication'),
    apply: call('apply'),
    listApplications: call('listApplications'),
    decideApplication: call('decideApplication'),
    listLeaders: call('listLeaders'),
    setLeaderStatus: call('setLeaderStatus'),
    previewHandover: call('previewHandover'),
    handOver: call('handOver'),
    listHandovers: call('listHandovers'),
    makeLink: call('makeLink'),
    readActionCard: call('readActionCard'),
  };
}
