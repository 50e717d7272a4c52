import { refuse } from '../../../contracts/errors';
import type { ImportField, ImportStatus } from '../../../contracts/office/kept-values';
import type { CardPlanId } from '../../../contracts/primitives/ids';
import { addMs, DAY_MS } from '../../../contracts/primitives/time';
import { auditIdFor, recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { viewImport } from './list-imports';
import { continueSteps } from './run/continue-steps';

type Call = WriteCall<'operator'>;
type Import = DocumentOf<'memberImports'>;

const UNDO_MS = 30 * DAY_MS;
const NOTHING = { create: 0, update: 0, same: 0, conflict: 0, reject: 0 };

interface Step {
  patch: Partial<Import>;
  reason: string | null;
  detail?: Record<string, number>;
}

/** One step to the next, once per request. @throws TuankaError import_not_found, import_not_now */
async function steer(
  call: Call,
  { importId, action, from }: { importId: string; action: string; from: readonly ImportStatus[] },
  plan: (current: Import, transaction: TransactionStore) => Step | Promise<Step>,
) {
  const { store, requestId } = call;
  const written = await store.transact(async (transaction) => {
    const current = await transaction.memberImports.require(importId, 'import_not_found');
    const entry = { action, subjectId: importId };
    if (await transaction.auditEntries.get(auditIdFor(requestId, entry))) return current;
    if (!from.includes(current.status)) throw refuse('import_not_now', current.status);
    const { patch, reason, detail } = await plan(current, transaction);
    await transaction.memberImports.update(importId, patch);
    await recordAudit(transaction, call, { ...entry, reason, ...(detail && { detail }) });
    return { ...current, ...patch };
  });
  return { import: viewImport(written) };
}

interface Mapping {
  importId: string;
  mapping: (ImportField | null)[];
  planId: CardPlanId;
}

/** @throws TuankaError as `steer`; invalid_input, card_plan_not_found, card_plan_closed */
export async function checkImport(call: Call, { importId, mapping, planId }: Mapping) {
  const plan = await call.store.cardPlans.require(planId, 'card_plan_not_found');
  if (plan.status !== 'open') throw refuse('card_plan_closed');
  const fields = mapping.filter((field) => field !== null);
  if (new Set(fields).size < fields.length || !(fields.includes('phone') || fields.includes('oldCard')))
    throw refuse('invalid_input', 'mapping');
  return steer(call, { importId, action: 'office.checkImport', from: ['read', 'checked'] }, (current) => ({
    patch: {
      status: 'checking',
      columns: current.columns.map((column, at) => ({ ...column, field: mapping[at] ?? null })),
      planId,
      done: 0,
      checks: current.checks + 1,
      counts: NOTHING,
      wakeAt: call.now,
    },
    reason: null,
  }));
}

/**
 * Does what one dry run said: of another one, a colleague's since, nothing was read. Begun, it goes to its end, also when its plan is
 * stopped meanwhile. @throws TuankaError as `steer`; card_plan_not_found, card_plan_closed
 */
export const applyImport = (
  call: Call,
  { importId, check, reason }: { importId: string; check: number; reason: string },
) =>
  steer(call, { importId, action: 'office.applyImport', from: ['checked'] }, async (current, transaction) => {
    const { checks, counts, planId } = current;
    if (checks !== check) throw refuse('import_not_now', 'another dry run');
    if (counts.create > 0) await requireOpenPlan(transaction, planId);
    return {
      patch: {
        status: 'applying',
        done: 0,
        requestId: call.requestId,
        reason,
        undoUntil: addMs(call.now, UNDO_MS),
        wakeAt: call.now,
      },
      reason,
      detail: { create: counts.create, update: counts.update },
    };
  });

/** It may have been stopped since the dry run. */
async function requireOpenPlan(
  { cardPlans }: Pick<TransactionStore, 'cardPlans'>,
  planId: CardPlanId | null,
) {
  if (planId === null) throw refuse('card_plan_not_found');
  const plan = await cardPlans.require(planId, 'card_plan_not_found');
  if (plan.status !== 'open') throw refuse('card_plan_closed');
}

/** @throws TuankaError as `steer`; after its time, the lines it would need are gone */
export const undoImport = (call: Call, { importId, reason }: { importId: string; reason: string }) =>
  steer(call, { importId, action: 'office.undoImport', from: ['applied', 'applying'] }, (current) => {
    if (current.undoUntil === null || call.now >= current.undoUntil) throw refuse('import_not_now', 'over');
    return {
      // Taken back midway it keeps its turn: lines of it may be under way.
      patch: {
        status: 'undoing',
        done: 0,
        wakeAt: current.status === 'applying' ? current.wakeAt : call.now,
      },
      reason,
      detail: { made: current.results.made },
    };
  });

/** @throws TuankaError import_not_found, import_unreadable */
export const continueImport = async (call: Call, { importId }: { importId: string }) => ({
  import: viewImport(await continueSteps(call, importId)),
});
