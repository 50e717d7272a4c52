import * as z from 'zod';
import { exportedList, exportFormat, exportStatus } from '../../../contracts/office/kept-values';
import * as v from '../../../contracts/values';
import { collection, index } from '../../kit/store/schema/collection-schema';
import { documentId } from '../../kit/store/schema/document-id';

const cell = z.union([z.string(), z.number(), z.null()]);

/** Files of members and of other lists, while they are written and while they can be fetched. */
export const exportCollections = {
  exports: collection({
    about: 'A file of a list: what was asked, how far it is written, where it lies and until when.',
    id: '`exp_<made of who asks and the request>`',
    due: ['wakeAt'],
    document: z.object({
      _id: documentId,
      by: documentId.describe('as in staff'),
      byName: z.string(),
      reason: z.string(),
      list: exportedList.default('members'),
      filter: z.string().describe('of members, as JSON; empty: of another list'),
      audienceId: z
        .string()
        .nullable()
        .default(null)
        .describe('whose members it holds, as settled; null: those of the filter'),
      period: z
        .object({ from: v.chinaDate, until: v.chinaDate })
        .nullable()
        .default(null)
        .describe('whole days, both included; null: of members'),
      settled: z
        .enum(['here', 'before'])
        .default('before')
        .describe('here: its list was settled for this file, and goes with it'),
      format: exportFormat,
      withPhones: z.boolean(),
      status: exportStatus,
      of: z.object({ rows: z.int().nonnegative(), more: z.boolean() }),
      rows: z.int().nonnegative(),
      parts: z.int().nonnegative().describe('slices written: a second writer of one finds it taken'),
      position: z.string().nullable().describe('where the next slice begins'),
      isRead: z.boolean().describe('all slices are written, the file is not'),
      isCut: z.boolean().describe('longer than one file may be'),
      fileId: z.string().nullable(),
      path: z.string().describe('in the cloud storage; chosen here and hard to guess'),
      at: v.instant,
      expiresAt: v.instant,
      wakeAt: v.instant.nullable().describe('when the sweep looks at it; null: nothing is left to do'),
    }),
    indexes: [index('by_wake', 'wakeAt', '_id'), index('by_time', '-at', '-_id')],
  }),
  exportParts: collection({
    about: 'Slices of a file that is being written; removed when it is.',
    id: '`<export>:<number>`',
    document: z.object({ _id: documentId, exportId: documentId, rows: z.array(z.array(cell)) }),
    indexes: [index('by_export', 'exportId', '_id')],
  }),
};
