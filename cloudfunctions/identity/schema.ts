import * as z from 'zod';
import { pictureState } from '../../contracts/member/profile-values';
import { picturePlace } from '../../contracts/office/shop-pictures';
import * as v from '../../contracts/values';
import { collection, index } from '../kit/store/schema/collection-schema';
import { documentId } from '../kit/store/schema/document-id';

/** What merges moved, whom the official account is linked with, what is left of who closed. */
export const identityCollections = {
  mergeMoves: collection({
    about:
      'What each step of a merge moved, written in the transaction that moved it; an undo goes through it.',
    id: '`<merge id>:<collection>:<first document moved>`: a document moves once per merge',
    document: z.object({
      _id: documentId,
      mergeId: v.mergeId,
      collection: z.string(),
      field: z.string().describe('the field that names the owner'),
      ids: z.array(z.string()),
      removed: z
        .string()
        .nullable()
        .describe('JSON of a document that was combined with the kept member’s, as it was'),
      undone: z.boolean(),
    }),
    indexes: [index('by_merge', 'mergeId', 'undone', '_id')],
  }),

  followerBackfills: collection({
    about: 'Linking the followers from before this was installed, a slice at a time.',
    id: 'the official account’s appid: one runs at a time',
    due: ['status'],
    document: z.object({
      _id: documentId,
      requestId: v.requestId.describe(
        'who asked for it: the same request continues it, another starts it again',
      ),
      status: z.enum(['running', 'done']),
      listedAfter: z.string().nullable().describe('openid after which WeChat lists the page it is at'),
      handled: z.string().nullable().describe('openid of that page up to which it has looked'),
      seen: z.int().nonnegative(),
      linked: z.int().nonnegative(),
      at: v.instant,
    }),
    indexes: [],
  }),

  wechatEvents: collection({
    about: 'Pushed events that were handled, so that a repeated push changes nothing. Removed after a week.',
    id: '`evt_<hash of sender, create time and content>`: a repeated push has the same',
    due: [],
    document: z.object({ _id: documentId, event: z.string(), at: v.instant }),
    indexes: [index('by_at', 'at', '_id')],
  }),

  pictures: collection({
    about:
      'Pictures in the cloud storage, of members and of the shop, from before they are uploaded until the file is gone: a file always has a document.',
    id: '`pic_<hash of whoever sent it and request>`: a repeated request is the same picture',
    due: ['endsAt'],
    document: z.object({
      _id: documentId,
      memberId: v.memberId.nullable().describe('whose it is; null: the shop’s'),
      place: picturePlace
        .nullable()
        .default(null)
        .describe('of the shop: the brand’s logo, or a store by its id; null: a member’s'),
      fileId: z.string().nullable().describe('null: not uploaded yet'),
      path: z.string().describe('where it is put; chosen here, never by the phone'),
      state: pictureState.describe(
        'waiting: for WeChat’s verdict · shown: it passed · leaving: the file is removed by the next sweep',
      ),
      traceId: z.string().nullable().describe('under which WeChat tells its verdict'),
      at: v.instant,
      endsAt: v.instant
        .nullable()
        .describe(
          'leaving: remove it now; waiting: no verdict came; shown: it came by a merge, look whether anybody shows it; null: it stays',
        ),
    }),
    indexes: [
      index('by_member', 'memberId', '_id'),
      index('by_trace', 'traceId', '_id'),
      index('by_end', 'endsAt', '_id'),
    ],
  }),

  closures: collection({
    about: 'Closed accounts: what is left of a person is the member id in the ledgers.',
    id: 'the member id that was closed',
    due: ['wakeAt'],
    document: z.object({
      _id: v.memberId,
      ids: z.array(v.memberId).describe('member id and those of the tombstones that led to it'),
      openIds: z.array(z.string()).describe('`openid:…` keys, until everything under them is removed'),
      status: z.enum(['running', 'done']),
      wakeAt: v.instant.describe('when the sweep continues an interrupted one'),
      closedAt: v.instant,
    }),
    indexes: [index('by_status', 'status', 'wakeAt', '_id')],
  }),
};
