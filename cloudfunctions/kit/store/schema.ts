import type * as z from 'zod';
import { cardCollections } from './schema/card-collections';
import { alarmCollections } from './schema/alarm-collections';
import { auditCollections } from './schema/audit-collections';
import { couponCollections } from './schema/coupon-collections';
import { identityCollections } from './schema/identity-collections';
import { leaderCollections } from './schema/leader-collections';
import { memberCollections } from './schema/member-collections';
import { messageCollections } from './schema/message-collections';
import { pointsCollections } from './schema/points-collections';
import { paymentCollections } from './schema/payment-collections';
import { pushCollections } from './schema/push-collections';
import { referralCollections } from './schema/referral-collections';
import { factCollections } from '../facts/schema';
import { sweepCollections } from './schema/sweep-collections';
import { requestCollections } from './schema/request-collections';
import type { CollectionSchema } from './schema/collection-schema';

/**
 * Every collection once: its documents (units in the field notes), how ids are made, its indexes.
 * The local database, the deployment and docs/data-model.md all take them from here. All collections are ADMINONLY.
 */
export const schema = {
  ...memberCollections,
  ...identityCollections,
  ...cardCollections,
  ...couponCollections,
  ...alarmCollections,
  ...auditCollections,
  ...requestCollections,
  ...factCollections,
  ...leaderCollections,
  ...messageCollections,
  ...pushCollections,
  ...pointsCollections,
  ...paymentCollections,
  ...referralCollections,
  ...sweepCollections,
} as const satisfies Record<string, CollectionSchema>;

export type CollectionName = keyof typeof schema;
export type DocumentOf<Name extends CollectionName> = z.output<(typeof schema)[Name]['document']>;
export const collectionNames = Object.keys(schema).filter((name): name is CollectionName => name in schema);
