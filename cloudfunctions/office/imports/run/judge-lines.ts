import type { ImportCounts } from '../../../../contracts/office/kept-values';
import { maskPhone } from '../../../../contracts/primitives/phone';
import { judgeLine, type Judgement } from '../rows/judge-line';
import { readPhone } from '../rows/phone-typed';
import type { ImportLine } from '../rows/read-line';
import { lookUpLines, type FirstLines, type Working } from './look-up-lines';
import { inGroups, markLines, SLICE_LINES, sliceIdOf, type Import, type SliceLine } from './mark-lines';

/** A card that is somebody’s phone number is shown as one. */
function shownCard(card: string): string {
  const read = readPhone(card);
  return read.state === 'good' ? maskPhone(read.digits.slice(-11)) : card;
}

/** By what somebody recognises a line; the whole number stays in the file. */
export const whoOf = ({ name, phone, oldCard }: ImportLine): string => {
  const words = [
    name,
    phone === null ? null : maskPhone(phone.slice(-11)),
    oldCard && shownCard(oldCard),
  ].filter((one) => one !== null);
  return words.length === 0 ? '（空）' : words.join(' ');
};

export const whyOf = (judged: Judgement): string | null =>
  'why' in judged ? judged.why : 'what' in judged ? judged.what : null;

/** The dry run of some lines: verdicts are written down, nothing else is. */
export async function judgeLines(
  { store, ...call }: Working,
  current: Import,
  batch: readonly ImportLine[],
  first: FirstLines,
): Promise<void> {
  const known = await lookUpLines({ store, ...call }, batch, first);
  const judged = batch.map((line) => ({ line, judged: judgeLine(line, known(line)) }));
  const counts: ImportCounts = { ...current.counts };
  for (const one of judged) counts[one.judged.verdict] += 1;
  const lines = judged.map(({ line, judged: judgement }): SliceLine => ({
    line: line.line,
    who: whoOf(line),
    verdict: judgement.verdict,
    outcome: 'planned',
    why: whyOf(judgement),
    memberId: null,
    changed: null,
  }));
  const done = current.done + batch.length;
  await store.transact(async (transaction) => {
    const now = await transaction.memberImports.get(current._id);
    // Somebody else has done these, or the mapping is another one by now.
    if (now?.status !== 'checking' || now.done !== current.done || now.checks !== current.checks) return;
    const slices = inGroups(lines, SLICE_LINES).map((group, at) => ({
      _id: sliceIdOf(current, current.done / SLICE_LINES + at),
      importId: current._id,
      ...markLines(group),
    }));
    await transaction.memberImportSlices.insert(...slices);
    await transaction.memberImports.update(current._id, {
      done,
      counts,
      ...(done === current.lines && { status: 'checked' as const, done: 0, wakeAt: current.expiresAt }),
    });
  });
}
