import * as z from 'zod';
import * as v from '../../../../contracts/values';
import { collection } from './collection-schema';

/** Stores, group leaders and their codes. */
export const leaderCollections = {
  stores: collection({
    about: 'The merchant’s stores.',
    id: '`sto_<slug or ulid>`',
    document: z.object({ _id: v.storeId, name: z.string() }),
    indexes: [],
  }),

  leaders: collection({
    about: 'Group leaders.',
    id: '`ldr_<slug or ulid>`',
    document: z.object({
      _id: v.leaderId,
      name: z.string(),
      storeId: v.storeId,
      leaderCode: v.leaderCode,
    }),
    indexes: [],
  }),

  leaderCodes: collection({
    about: 'Which leader a scanned code belongs to.',
    id: 'the code itself',
    document: z.object({
      _id: v.leaderCode,
      leaderId: v.leaderId,
      storeId: v.storeId,
      status: z.enum(['active', 'paused']).describe('a paused code credits nobody'),
    }),
    indexes: [],
  }),
};
