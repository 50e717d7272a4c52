import * as z from 'zod';
import { audienceId } from '../audience/segment-set';
import { segmentId } from '../audience/segment-rule';
import { callLimit } from '../limit';
import { operation, type ApiOf } from '../operation';
import { HOUR_MS } from '../primitives/time';
import { chinaDate, cursor, documentHandle, instant } from '../values';
import { isExportPeriod } from '../primitives/clock/export-period';
import { exportedList, exportFormat, exportStatus, periodList } from './kept-values';
import { reason } from './member-detail';
import { memberFilter } from './member-filter';

export const exportView = z.object({
  exportId: documentHandle,
  list: exportedList,
  /** The days it is about; null: of members, who have no period. */
  period: z.object({ from: chinaDate, until: chinaDate }).nullable(),
  status: exportStatus,
  format: exportFormat,
  withPhones: z.boolean(),
  /** Written so far, and how many there were when it began; `more`: they were counted no further. */
  rows: z.int().nonnegative(),
  of: z.object({ rows: z.int().nonnegative(), more: z.boolean() }),
  /** It ends where a file is long enough to be split by a narrower filter. */
  isCut: z.boolean(),
  byName: z.string(),
  reason: z.string(),
  at: instant,
  /** The file is removed then. */
  expiresAt: instant,
});
export type ExportView = z.output<typeof exportView>;

const period = z
  .object({ from: chinaDate, until: chinaDate })
  .refine(isExportPeriod, 'at most a year, and not backwards');

export const exportOperations = {
  /**
   * Writes the members of a filter into a file, slice by slice in the background; numbers are masked, but for an owner who asks for them.
   * Refuses `not_allowed`.
   */
  exportMembers: operation({
    actor: 'operator',
    secondLook: true,
    limit: callLimit('export_members', 20, HOUR_MS),
    idempotency: { decidedBy: 'exports/<made of the request>', byRequest: true },
    input: z.object({ filter: memberFilter, format: exportFormat, withPhones: z.boolean(), reason }),
    output: z.object({ export: exportView }),
  }),
  /**
   * Writes whoever is in a segment now, or was in a settled audience, into a file as members are: whoever comes meanwhile has no part in
   * it. Refuses `segment_not_found`, `segment_not_ready`, `audience_not_found`, `not_allowed`.
   */
  exportAudience: operation({
    actor: 'operator',
    secondLook: true,
    limit: callLimit('export_members', 20, HOUR_MS),
    idempotency: { decidedBy: 'exports/<made of the request>', byRequest: true },
    input: z.object({
      of: z.union([z.strictObject({ segmentId: segmentId() }), z.strictObject({ audienceId: audienceId() })]),
      format: exportFormat,
      withPhones: z.boolean(),
      reason,
    }),
    output: z.object({ export: exportView }),
  }),
  /** Writes what a list held in a period into a file; people in it are named by nickname and the end of their card. */
  exportList: operation({
    actor: 'operator',
    secondLook: true,
    limit: callLimit('export_members', 20, HOUR_MS),
    idempotency: { decidedBy: 'exports/<made of the request>', byRequest: true },
    input: z.object({ list: periodList, period, format: exportFormat, reason }),
    output: z.object({ export: exportView }),
  }),
  /** Newest first. */
  listExports: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ exports: z.array(exportView), nextCursor: cursor, now: instant }),
  }),
  /** An address that ends by itself; each is written down. Refuses `export_not_found`, `export_not_ready`, and `not_allowed` for numbers. */
  tellExport: operation({
    actor: 'operator',
    secondLook: true,
    limit: callLimit('tell_export', 60, HOUR_MS),
    idempotency: {
      decidedBy: 'auditEntries/<request>-office.tellExport-<export>: told once, and told again',
      byRequest: true,
    },
    input: z.object({ exportId: documentHandle }),
    output: z.object({ url: z.string() }),
  }),
};
export type ExportApi = ApiOf<typeof exportOperations>;
