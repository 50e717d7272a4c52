import type { PointsApi } from '@contracts/points';
import { createCaller, type Client, type RetryPolicy, type Transport } from './client';

export type PointsService = Client<PointsApi>;

export function createPointsService(transport: Transport, policy?: RetryPolicy): PointsService {
  const call = createCaller<PointsApi>('points', transport, policy);
  return {
    readHome: call('readHome'),
    listEntries: call('listEntries'),
    listRewards: call('listRewards'),
    readReward: call('readReward'),
    exchange: call('exchange'),
    listRedemptions: call('listRedemptions'),
    readRedemption: call('readRedemption'),
    cancelRedemption: call('cancelRedemption'),
    lookUpRedemption: call('lookUpRedemption'),
    verifyRedemption: call('verifyRedemption'),
    previewEarning: call('previewEarning'),
    readRule: call('readRule'),
    publishRule: call('publishRule'),
    listAllRewards: call('listAllRewards'),
    saveReward: call('saveReward'),
    readHolder: call('readHolder'),
    adjust: call('adjust'),
    transfer: call('transfer'),
  };
}
