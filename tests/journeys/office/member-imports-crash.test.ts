import { MINUTE_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { dieAt } from '../../stage/identity-stage';
import {
  cardOfLine,
  csvFile,
  HEADINGS,
  phoneOfLine,
  sendList,
  tryList,
  waitFor,
} from '../../stage/office/import-list';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';
import { drawnCount, FRESH_SEED } from '../../stage/property';

/**
 * An import broken at every database call of its applying, and of its being taken back: whoever comes next, a page or a sweep,
 * finishes it, and the end is the same as without the crash.
 */
let cloud: LocalCloud;
let operator: Phone;
beforeAll(async () => {
  cloud = await startJourney();
  operator = phoneOf(cloud, 'operator-he');
});
afterAll(() => cloud.close());

const reason = '旧系统停用';
/** Of them the last has no number that could be one. */
const LINES = 3;
/** One more than any of the two takes. */
const MOST_CALLS = 200;

const listOf = (nth: number): Buffer =>
  csvFile(
    Array.from({ length: LINES }, (_, line) => {
      const number = nth * 100 + line;
      const cells: Record<string, string> = {
        姓名: `会员${number}`,
        手机号: line === LINES - 1 ? '1391234567' : phoneOfLine(number),
        会员卡号: cardOfLine(number),
        拒收: line === 0 ? '是' : '',
      };
      return HEADINGS.map((heading) => cells[heading] ?? '');
    }),
  );

const ofImport = (importId: string) =>
  documentsOf(cloud, 'members').filter(({ imported }) => imported?.importId === importId);

/** @returns whether it went through before the database went away */
async function broken(nth: number, work: () => Promise<unknown>): Promise<boolean> {
  let through = true;
  await dieAt(cloud, nth, () => work().catch(() => (through = false)));
  cloud.moveClock(cloud.clock.now() + MINUTE_MS);
  return through;
}

/** The operator's page, or the sweep that knows of imports before it. */
async function goOn(nth: number, importId: string) {
  for (let minute = 0; nth % 2 === 0 && minute < 2; minute += 1) {
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    await cloud.trigger('sweep');
  }
  return waitFor(operator, importId);
}

/** Every other call each; of those every third in a usual run. */
const STRIDE = 2 * drawnCount(1, 3);
it.each([
  ['the page', 1],
  ['the sweep', 2],
])('is applied once and taken back whole, wherever it broke and %s goes on', async (_who, first) => {
  let [applied, undone] = [false, false];
  let nth = first + 2 * (FRESH_SEED % (STRIDE / 2));
  for (; nth < MOST_CALLS && !(applied && undone); nth += STRIDE) {
    // As often as a person may.
    cloud.moveClock(cloud.clock.now() + 5 * MINUTE_MS);
    const { importId } = await tryList(operator, await sendList(operator, listOf(nth)));
    const apply = async () => {
      await operator.office.applyImport({ importId, check: 1, reason });
      await waitFor(operator, importId);
    };
    applied = await broken(nth, apply);
    // The operator presses again whatever the answer was.
    await operator.office.applyImport({ importId, check: 1, reason }).catch(() => undefined);
    expect([nth, (await goOn(nth, importId)).results]).toEqual([
      nth,
      { made: LINES - 1, skipped: 0, undone: 0, kept: 0 },
    ]);
    const made = ofImport(importId);
    expect(made.map(({ imported }) => imported?.line).sort()).toEqual([2, 3]);
    const ids = new Set(made.map(({ _id }) => _id));
    expect(documentsOf(cloud, 'identities').filter(({ memberId }) => ids.has(memberId))).toHaveLength(
      // A number, a card of the other system, and ours.
      3 * made.length,
    );

    const undo = async () => {
      await operator.office.undoImport({ importId, reason: '导错了' });
      await waitFor(operator, importId);
    };
    undone = await broken(nth, undo);
    await operator.office.undoImport({ importId, reason: '导错了' }).catch(() => undefined);
    expect([nth, (await goOn(nth, importId)).results]).toMatchObject([nth, { undone: LINES - 1, kept: 0 }]);
    expect(ofImport(importId)).toEqual([]);
    expect(documentsOf(cloud, 'identities').filter(({ memberId }) => ids.has(memberId))).toEqual([]);
  }
  // Both went through in the end: every call of theirs has been broken once.
  expect(nth).toBeLessThan(MOST_CALLS);
  expect(nth).toBeGreaterThan(20);
});
