import type { ImportResults } from '../../../../contracts/office/kept-values';
import { inParallel } from '../../../kit/instance/in-parallel';
import { Duplicate } from '../../../kit/store/store-error';
import type { TransactionStore } from '../../../kit/store/store';
import { judgeLine, type Judgement, type Known } from '../rows/judge-line';
import type { ImportLine } from '../rows/read-line';
import { saysOf } from '../rows/transfer-standing';
import { whyOf } from './judge-lines';
import { keysOfLine, lookUpLines, type FirstLines, type Working } from './look-up-lines';
import { writeMember, planMember, updateMember, type CardTerms, type Planned } from './write-member';
import {
  inGroups,
  markLines,
  SLICE_LINES,
  sliceIdOf,
  type Import,
  type Slice,
  type SliceLine,
} from './mark-lines';

/** Slices that are written side by side, all of a batch: they share no document. */
const AT_ONCE = 20;
/** Lines of one transaction: a member takes about nine records, and a transaction has less than 30 (decision 0031). */
const LINES = 2;
const ATTEMPTS = 3;

interface Step extends Working {
  current: Import;
  plan: CardTerms;
}

/** Does what the dry run said of these lines, once; what is another by now is left. */
export async function applyLines(step: Step, batch: readonly ImportLine[], first: FirstLines): Promise<void> {
  const { store, current } = step;
  const known = await lookUpLines(step, batch, first);
  const slices = inGroups(batch, SLICE_LINES).map((lines, at) => ({
    id: sliceIdOf(current, current.done / SLICE_LINES + at),
    lines,
  }));
  await inParallel(slices, AT_ONCE, async ({ id, lines }) => {
    const slice = await store.memberImportSlices.get(id);
    const waiting = lines.filter(({ line }) =>
      slice?.lines.some((one) => one.line === line && isWaiting(one)),
    );
    for (const group of inGroups(waiting, LINES)) await applyGroup(step, id, group, known);
    if (slice?.lines.some(isFound)) await keepFound(step, id, lines, known);
  });
  const written = await store.memberImportSlices.getMany(slices.map(({ id }) => id));
  await countBatch(step, batch.length, written);
}

export const isWaiting = ({ verdict, outcome }: SliceLine): boolean =>
  outcome === 'planned' && (verdict === 'create' || verdict === 'update');

/** There already, with all the line says: that they stand in this list, too, is written down. */
const isFound = ({ verdict, outcome, memberId }: SliceLine): boolean =>
  verdict === 'same' && outcome === 'planned' && memberId === null;

const keepFound = (
  step: Step,
  sliceId: string,
  read: readonly ImportLine[],
  known: (line: ImportLine) => Known,
): Promise<void> =>
  step.store.transact(async (transaction) => {
    const slice = await transaction.memberImportSlices.get(sliceId);
    if (!slice) return;
    const lines = slice.lines.map((one): SliceLine => {
      const line = read.find((meant) => meant.line === one.line);
      if (!line || !isFound(one)) return one;
      const found = known(line);
      const judged = judgeLine(line, found);
      if (judged.verdict !== 'same' || !found.member) return skipped(one, judged);
      const says = saysOf(line, found.member, keysOfLine(step, line));
      return { ...one, memberId: judged.memberId, says };
    });
    await transaction.memberImportSlices.update(sliceId, markLines(lines));
  });

const skipped = (line: SliceLine, judged: Judgement): SliceLine => ({
  ...line,
  outcome: 'skipped',
  why: `试运行之后变了${whyOf(judged) === null ? '' : `：${whyOf(judged)}`}`,
});

/** One that cannot be written does not take the others with it. */
async function applyGroup(
  step: Step,
  sliceId: string,
  group: readonly ImportLine[],
  known: (line: ImportLine) => Known,
  attempt = 1,
): Promise<void> {
  // Drawn before the transaction, which may run again.
  const planned = group.map((line) => ({ line, known: known(line), planned: planMember(step, line) }));
  try {
    await step.store.transact(async (transaction) => {
      const slice = await transaction.memberImportSlices.get(sliceId);
      if (!slice) return;
      const lines: Slice['lines'] = [];
      for (const one of slice.lines) {
        const meant = planned.find(({ line }) => line.line === one.line);
        lines.push(meant && isWaiting(one) ? await applyLine(transaction, step, one, meant) : one);
      }
      await transaction.memberImportSlices.update(sliceId, markLines(lines));
    });
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    const again = group.length > 1 || attempt < ATTEMPTS;
    for (const line of group)
      if (again) await applyGroup(step, sliceId, [line], known, group.length > 1 ? 1 : attempt + 1);
      else await skipLine(step, sliceId, line.line);
  }
}

interface Meant {
  line: ImportLine;
  known: Known;
  planned: Planned;
}

async function applyLine(
  transaction: TransactionStore,
  step: Step,
  line: SliceLine,
  { line: meant, known, planned }: Meant,
): Promise<SliceLine> {
  const member = known.member && (await transaction.members.get(known.member._id));
  const judged = judgeLine(meant, { ...known, member: member?.status === 'active' ? member : null });
  if (judged.verdict === 'create' && line.verdict === 'create') {
    const made = await writeMember(transaction, planned, {
      now: step.now,
      optedOutBefore: known.optedOutBefore,
    });
    return {
      ...line,
      outcome: 'made',
      memberId: made._id,
      says: saysOf(meant, made, keysOfLine(step, meant)),
    };
  }
  if (judged.verdict === 'update' && line.verdict === 'update' && member) {
    const { changed, now } = await updateMember(transaction, planned, {
      member,
      patch: judged.patch,
      now: step.now,
    });
    const says = saysOf(meant, now, keysOfLine(step, meant));
    return { ...line, outcome: 'made', why: judged.what, memberId: member._id, changed, says };
  }
  return skipped(line, judged);
}

const skipLine = ({ store }: Step, sliceId: string, line: number): Promise<void> =>
  store.transact(async (transaction) => {
    const slice = await transaction.memberImportSlices.get(sliceId);
    if (!slice) return;
    const lines = slice.lines.map((one) =>
      one.line === line && one.outcome === 'planned'
        ? { ...one, outcome: 'skipped' as const, why: '试运行之后变了：手机号或卡号刚被别人占用' }
        : one,
    );
    await transaction.memberImportSlices.update(sliceId, markLines(lines));
  });

export const countOutcomes = (
  slices: readonly Pick<Slice, 'lines'>[],
  before: ImportResults,
): ImportResults => {
  const results = { ...before };
  for (const { outcome } of slices.flatMap(({ lines }) => lines))
    if (outcome !== 'planned') results[outcome] += 1;
  return results;
};

const countBatch = ({ store, current }: Step, lines: number, slices: readonly Slice[]): Promise<void> =>
  store.transact(async (transaction) => {
    const now = await transaction.memberImports.get(current._id);
    if (now?.status !== 'applying' || now.done !== current.done) return;
    const done = now.done + lines;
    await transaction.memberImports.update(current._id, {
      done,
      results: countOutcomes(slices, now.results),
      ...(done === now.lines && { status: 'applied' as const, wakeAt: now.undoUntil }),
    });
  });
