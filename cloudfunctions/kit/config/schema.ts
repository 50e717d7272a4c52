import * as z from 'zod';
import * as v from '../../../contracts/values';
import { collection, index } from '../store/schema/collection-schema';
import { documentId } from '../store/schema/document-id';

/** What the merchant may change while the shop is open, and what the platform was found to do. */
export const configCollections = {
  settings: collection({
    about:
      'Two documents every instance reads once a minute: what the merchant decided, and what the live probe found the platform to allow.',
    id: '`merchant`: groups as in contracts/office/setting-values.ts · `platformCapabilities`: flags, by kit/store/capabilities.ts',
    document: z.object({
      _id: z.enum(['merchant', 'platformCapabilities']),
      version: z.int().positive().describe('a change names the version it is based on'),
      content: z
        .record(z.string(), z.unknown())
        .describe('checked when read: a wrong group has its defaults'),
      changedAt: v.instant,
      changedBy: documentId.describe('staff id, or `system` for the command line'),
      changedByName: z.string(),
    }),
    indexes: [],
  }),

  settingVersions: collection({
    about: 'What the merchant’s settings were, version by version: never changed, and what a restore takes.',
    id: '`v<version>`, written with the version itself',
    document: z.object({
      _id: documentId,
      version: z.int().positive(),
      content: z.record(z.string(), z.unknown()).describe('as in settings'),
      changedAt: v.instant,
      changedByName: z.string(),
      restoredFrom: z.int().positive().nullable().describe('the version it brought back'),
    }),
    indexes: [index('by_version', '-version', '-_id')],
  }),

  platformMarks: collection({
    about: 'What the live probe asks with how a unique index refuses; empty before and after.',
    id: 'a letter of the probe',
    document: z.object({ _id: documentId, mark: z.string().optional().describe('taken once, missing once') }),
    indexes: [{ ...index('unique_mark', 'mark'), unique: true }],
  }),
};
