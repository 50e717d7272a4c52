import * as z from 'zod';
import { callLimit } from '../limit';
import { operation, type ApiOf } from '../operation';
import { HOUR_MS } from '../primitives/time';
import { MOST_PART_TEXT, MOST_PARTS } from '../primitives/upload-size';
import { shown, unshown } from '../text-marks';
import { cardPlanId, cursor, documentHandle, instant } from '../values';
import {
  importCounts,
  importField,
  importOutcome,
  importResults,
  importStatus,
  importVerdict,
} from './kept-values';
import { reason } from './member-detail';

const count = z.int().nonnegative();

export const importView = z.object({
  importId: documentHandle,
  name: z.string(),
  status: importStatus,
  /** The first row of the file, and what stands below it in the first few lines; numbers are masked. */
  columns: z.array(
    z.object({ heading: z.string(), samples: z.array(z.string()), field: importField.nullable() }),
  ),
  planId: cardPlanId.nullable(),
  /** Which dry run this is of: what is applied names it. */
  checks: count,
  /** Lines of the file, and how many of them the step that runs has done. */
  lines: count,
  done: count,
  counts: importCounts,
  results: importResults,
  byName: z.string(),
  reason: z.string().nullable(),
  at: instant,
  /** Not applied until then, the file is removed. */
  expiresAt: instant,
  /** Null: it was not applied. */
  undoUntil: instant.nullable(),
});
export type ImportView = z.output<typeof importView>;

export const importLineView = z.object({
  /** As a spreadsheet numbers it. */
  line: z.int().positive(),
  /** The name or the masked number, by which somebody recognises it. */
  who: z.string(),
  verdict: importVerdict,
  outcome: importOutcome,
  /** What changes, or why nothing does. */
  why: z.string().nullable(),
});
export type ImportLineView = z.output<typeof importLineView>;

const importId = documentHandle;
const answer = z.object({ import: importView });
const limit = callLimit('member_imports', 200, HOUR_MS);

/** Members of another system: a list is sent in parts, mapped, tried without effect, applied, and taken back as far as nothing was used. */
export const memberImportOperations = {
  startImport: operation({
    actor: 'operator',
    limit,
    idempotency: { decidedBy: 'memberImports/<made of the request>', byRequest: true },
    input: z.object({ name: shown(z.string().trim().min(1).max(80)) }),
    output: answer,
  }),
  /** Parts of the file in their order, from 0. Refuses `import_not_found`, `import_not_now`. */
  addImportPart: operation({
    actor: 'operator',
    limit: callLimit('import_parts', 1_000, HOUR_MS),
    idempotency: { decidedBy: 'memberImports/<id>.parts[part]: the same part is the same file' },
    input: z.object({
      importId,
      part: z
        .int()
        .min(0)
        .max(MOST_PARTS - 1),
      content: unshown(
        z
          .string()
          .max(MOST_PART_TEXT)
          .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'base64'),
        'a part of a file: its lines are read by the office alone',
      ),
    }),
    output: answer,
  }),
  /** All parts are there: what is in it? Refuses `import_not_found`, `import_not_now`, `import_unreadable`. */
  closeImportUpload: operation({
    actor: 'operator',
    limit,
    idempotency: { decidedBy: 'memberImports/<id>.status' },
    input: z.object({ importId }),
    output: answer,
  }),
  /** The dry run: a verdict for each line, and nothing changes. Refuses `import_not_found`, `import_not_now`, `card_plan_not_found`, `card_plan_closed`. */
  checkImport: operation({
    actor: 'operator',
    limit,
    idempotency: {
      decidedBy: 'memberImports/<id>: the last mapping stands, its dry run begins anew',
      byRequest: true,
    },
    input: z.object({ importId, mapping: z.array(importField.nullable()).max(200), planId: cardPlanId }),
    output: answer,
  }),
  /**
   * Does what the dry run said. Refuses `import_not_found`, `import_not_now`, `card_plan_closed` when the plan its newcomers would get was
   * stopped since.
   */
  applyImport: operation({
    actor: 'operator',
    limit,
    idempotency: { decidedBy: 'memberImports/<id>.status: applied once', byRequest: true },
    input: z.object({ importId, check: z.int().positive(), reason }),
    output: answer,
  }),
  /** Takes back what was not used since. Refuses `import_not_found`, `import_not_now`. */
  undoImport: operation({
    actor: 'operator',
    limit,
    idempotency: { decidedBy: 'memberImports/<id>.status: undone once', byRequest: true },
    input: z.object({ importId, reason }),
    output: answer,
  }),
  /** Works a few seconds on the step that runs: for a page that waits; the sweep does it, too. Refuses `import_not_found`. */
  continueImport: operation({
    actor: 'operator',
    limit: callLimit('continue_import', 5_000, HOUR_MS),
    idempotency: { decidedBy: 'memberImportSlices/<import>:<n>: each line is done once' },
    input: z.object({ importId }),
    output: answer,
  }),
  readImport: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ importId }),
    output: answer,
  }),
  /** Newest first. */
  listImports: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ imports: z.array(importView), nextCursor: cursor, now: instant }),
  }),
  /** Lines of one verdict, or that became something, in the order of the file. Refuses `import_not_found`. */
  listImportLines: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ importId, only: z.union([importVerdict, importOutcome]).nullable(), cursor }),
    output: z.object({ lines: z.array(importLineView), nextCursor: cursor, now: instant }),
  }),
};
export type MemberImportApi = ApiOf<typeof memberImportOperations>;
