import { tellCoupons } from './coupons';
import { tellIdentity } from './identity';
import { tellInsight } from './insight';
import { tellInvites } from './invites';
import { tellJourneys } from './journeys';
import { tellMainJob } from './main-job';
import { tellMerchant } from './merchant';
import { tellMessages } from './messages';
import { tellPayment } from './payment';
import { tellPlay } from './play';
import { tellPoints } from './points';
import { tellSegments } from './segments';
import { tellTiers } from './tiers';

/** What `npm run story -- <name>` tells. */
export const stories = {
  main: tellMainJob,
  coupons: tellCoupons,
  payment: tellPayment,
  identity: tellIdentity,
  messages: tellMessages,
  points: tellPoints,
  invites: tellInvites,
  merchant: tellMerchant,
  tiers: tellTiers,
  segments: tellSegments,
  play: tellPlay,
  journeys: tellJourneys,
  insight: tellInsight,
};
