import { MINUTE_MS } from '../../contracts/primitives/time';
import { dueBy, type SweepPart } from '../kit/host/sweep-part';
import { renewalDueAt, renewCodes } from './codes/renew-codes';
import { collectedDueAt, readCollected, tellCollected } from './facts/tell-collected';
import { expiryDueAt, readTold, tellExpired } from './facts/tell-expired';
import { reconcileStock, RESTS_MS } from './issue/reconcile-stock';

export const couponParts: readonly SweepPart[] = [
  {
    name: 'coupon_stock',
    every: MINUTE_MS,
    budgetMs: 500,
    sources: [dueBy('couponStock', 'changedAt', { where: { check: 'due' }, afterMs: RESTS_MS })],
    async run(call) {
      const { counted, corrected } = await reconcileStock(call);
      return { stockCounted: counted, stockCorrected: corrected };
    },
  },
  {
    name: 'coupon_codes',
    every: MINUTE_MS,
    // What is left of the minute goes to it as long as there are coupons to go through.
    budgetMs: 250,
    sources: [{ collection: 'couponCodeRenewals', earliest: renewalDueAt }],
    async run(call) {
      return { couponCodesRenewed: await renewCodes(call) };
    },
  },
  {
    name: 'coupon_expiry',
    every: MINUTE_MS,
    budgetMs: 250,
    // What is issued meanwhile and runs out sooner is found when this part's turn comes.
    sources: [{ collection: 'couponExpiries', position: readTold, earliest: expiryDueAt }],
    async run(call) {
      return { couponsExpired: await tellExpired(call) };
    },
  },
  {
    name: 'coupon_collects',
    every: MINUTE_MS,
    budgetMs: 250,
    // A collect that is told of here was counted for its member.
    sources: [{ collection: 'couponTallies', position: readCollected, earliest: collectedDueAt }],
    async run(call) {
      return { collectsTold: await tellCollected(call) };
    },
  },
];
