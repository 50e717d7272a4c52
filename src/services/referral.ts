import type { ReferralApi } from '@contracts/referral';
import { createCaller, type Client, type RetryPolicy, type Transport } from './client';

export type ReferralService = Client<ReferralApi>;

export function createReferralService(transport: Transport, policy?: RetryPolicy): ReferralService {
  const call = createCaller<ReferralApi>('referral', transport, policy);
  return {
    openInvite: call('openInvite'),
    readHome: call('readHome'),
    listFriends: call('listFriends'),
    listRewards: call('listRewards'),
    renewCode: call('renewCode'),
    saveName: call('saveName'),
    readPoster: call('readPoster'),
    readRule: call('readRule'),
    publishRule: call('publishRule'),
    listHeld: call('listHeld'),
    decideHeld: call('decideHeld'),
    listCredits: call('listCredits'),
  };
}
