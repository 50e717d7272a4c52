import type * as z from 'zod';
import { audienceCollections } from '../../audience/schema';
import { cardCollections } from '../../card/schema';
import { auditCollections } from '../audit/schema';
import { configCollections } from '../config/schema';
import { consoleCollections } from '../console/schema';
import { couponCollections } from '../../coupon/schema';
import { experimentCollections } from '../../experiment/schema';
import { insightCollections } from '../../insight/schema';
import { growthCollections } from '../../growth/schema';
import { journeyCollections } from '../../journey/schema';
import { identityCollections } from '../../identity/schema';
import { leaderCollections } from '../../leader/schema';
import { memberCollections } from '../identity/schema';
import { merchantCollections } from '../../merchant/schema';
import { messageCollections } from '../../message/schema';
import { playCollections } from '../../play/schema';
import { pointsCollections } from '../../points/schema';
import { officeCollections } from '../../office/schema';
import { exportCollections } from '../../office/exports/schema';
import { importCollections } from '../../office/imports/schema';
import { officeMemberCollections } from '../../office/members/schema';
import { paymentCollections } from '../../payment/schema';
import { pushCollections } from '../../message/push/schema';
import { referralCollections } from '../../referral/schema';
import { voiceCollections } from '../../voice/schema';
import { factCollections } from '../facts/schema';
import { sweepCollections } from '../../sweep/schema';
import { requestCollections } from '../host/schema';
import { alarmCollections } from '../alarm/schema';
import { outboxCollections } from '../outbox/schema';
import { mergeCollections } from '../ownership/schema';
import { staffCollections } from '../staff/schema';
import { limitCollections } from '../limit/schema';
import type { CollectionSchema } from './schema/collection-schema';

/**
 * Every collection once: its documents (units in the field notes), how ids are made, its indexes.
 * The local database, the deployment and docs/data-model.md all take them from here. All collections are ADMINONLY.
 */
export const schema = {
  ...memberCollections,
  ...mergeCollections,
  ...identityCollections,
  ...cardCollections,
  ...couponCollections,
  ...auditCollections,
  ...configCollections,
  ...consoleCollections,
  ...requestCollections,
  ...limitCollections,
  ...factCollections,
  ...outboxCollections,
  ...alarmCollections,
  ...staffCollections,
  ...merchantCollections,
  ...leaderCollections,
  ...messageCollections,
  ...pushCollections,
  ...pointsCollections,
  ...growthCollections,
  ...audienceCollections,
  ...insightCollections,
  ...playCollections,
  ...experimentCollections,
  ...journeyCollections,
  ...paymentCollections,
  ...officeCollections,
  ...officeMemberCollections,
  ...exportCollections,
  ...importCollections,
  ...referralCollections,
  ...voiceCollections,
  ...sweepCollections,
} as const satisfies Record<string, CollectionSchema>;

export type CollectionName = keyof typeof schema;
export type DocumentOf<Name extends CollectionName> = z.output<(typeof schema)[Name]['document']>;
export const collectionNames = Object.keys(schema).filter((name): name is CollectionName => name in schema);
