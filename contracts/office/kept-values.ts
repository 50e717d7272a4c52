import * as z from 'zod';
import { entrySource } from '../leader/leader-figures';
import { couponTemplateId, memberId, orderId } from '../values';

/** Values the office’s collections are made of: a function that only stores them does not build the operations around them. */

/** What a column of a list may be. `oldCard`: the number the other system gave; `optedOut`: wants no pushes. */
export const importField = z.enum([
  'phone',
  'name',
  'oldCard',
  'joinedOn',
  'gender',
  'birthday',
  'tags',
  'optedOut',
]);
export type ImportField = z.output<typeof importField>;

/** `same`: a member already, with all the line says. `conflict`: somebody has to look; `reject`: the line itself is wrong. */
export const importVerdict = z.enum(['create', 'update', 'same', 'conflict', 'reject']);
export type ImportVerdict = z.output<typeof importVerdict>;

/** What became of a line. `skipped`: not what the dry run said any more. `kept`: used since, so that an undo leaves it. */
export const importOutcome = z.enum(['planned', 'made', 'skipped', 'undone', 'kept']);
export type ImportOutcome = z.output<typeof importOutcome>;

/**
 * uploading → read (columns are known) → checking → checked → applying → applied → undoing → undone. `gone`: never applied, and the file
 * was removed.
 */
export const importStatus = z.enum([
  'uploading',
  'read',
  'checking',
  'checked',
  'applying',
  'applied',
  'undoing',
  'undone',
  'gone',
]);
export type ImportStatus = z.output<typeof importStatus>;

const count = z.int().nonnegative();

export const importCounts = z.object({
  create: count,
  update: count,
  same: count,
  conflict: count,
  reject: count,
});

export const importResults = z.object({ made: count, skipped: count, undone: count, kept: count });
export type ImportCounts = z.output<typeof importCounts>;
export type ImportResults = z.output<typeof importResults>;

export const exportFormat = z.enum(['csv', 'xlsx']);

/** What can be had as a file beside the members: everything of a period, oldest first. */
export const periodList = z.enum([
  'orders',
  'refunds',
  'coupons',
  'points',
  'redemptions',
  'audit',
  'figures',
]);
export type PeriodList = z.output<typeof periodList>;

export const exportedList = z.enum(['members', ...periodList.options]);
export type ExportedList = z.output<typeof exportedList>;

/** `gone`: the file was removed when its time was over. */
export const exportStatus = z.enum(['running', 'done', 'gone']);

/** How a member came: through a leader's code as the phone told it, by a friend's invite, by an import, or by themselves. */
export const memberSource = z.enum([...entrySource.options, 'invite', 'import', 'own']);
export type MemberSource = z.output<typeof memberSource>;

/** What 对账 compares: each by itself, every night and on request. */
export const reconciliationCheck = z.enum([
  'ledger',
  'stock',
  'orders',
  'bill',
  'grants',
  'outbox',
  'quarantine',
  'audit',
]);
export type ReconciliationCheck = z.output<typeof reconciliationCheck>;

export const reconciliationFinding = z.object({
  /** What differs, in words. */
  text: z.string(),
  /** What it is about, as far as that has a page of its own. */
  orderId: orderId.nullable(),
  memberId: memberId.nullable().default(null),
  templateId: couponTemplateId.nullable().default(null),
});
export type ReconciliationFinding = z.output<typeof reconciliationFinding>;
