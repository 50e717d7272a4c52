import type { IdentityApi } from '@contracts/identity';
import { createCaller, type Client, type RetryPolicy, type Transport } from './client';

export type IdentityService = Client<IdentityApi>;

export function createIdentityService(transport: Transport, policy?: RetryPolicy): IdentityService {
  const call = createCaller<IdentityApi>('identity', transport, policy);
  return {
    readMine: call('readMine'),
    settle: call('settle'),
    unlinkPhone: call('unlinkPhone'),
    exportMine: call('exportMine'),
    readClosure: call('readClosure'),
    requestClosure: call('requestClosure'),
    cancelClosure: call('cancelClosure'),
    listDecisions: call('listDecisions'),
    previewMerge: call('previewMerge'),
    decide: call('decide'),
    listMerges: call('listMerges'),
    previewUndo: call('previewUndo'),
    undoMerge: call('undoMerge'),
    backfillFollowers: call('backfillFollowers'),
  };
}
