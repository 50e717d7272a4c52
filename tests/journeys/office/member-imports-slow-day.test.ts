import type { LocalCloud } from '../../../local/server';
import { sweepUntil, tooSlow } from '../../stage/latency-stage';
import { csvFile, newList, sendList, tryList, waitFor } from '../../stage/office/import-list';
import { documentsOf, phoneOf, SLOW_DAY, startJourney, type Phone } from '../../stage/stage';

/** Every call takes its time on the virtual clock, and functions have the limits of their `config.json`. */
let cloud: LocalCloud;
let operator: Phone;
beforeEach(async () => {
  cloud = await startJourney({}, SLOW_DAY);
  operator = phoneOf(cloud, 'operator-he');
});
afterEach(() => cloud.close());

const LINES = 500;
const reason = '旧系统停用';
const statusOf = () => documentsOf(cloud, 'memberImports').map(({ status }) => status);

it('a list is applied and taken back by sweeps alone, a few hundred lines a minute, and nothing meets its time limit', async () => {
  const list = newList(LINES);
  const { importId } = await tryList(operator, await sendList(operator, csvFile(list.rows)));
  await operator.office.applyImport({ importId, check: 1, reason });
  expect(await sweepUntil(cloud, () => statusOf()[0] === 'applied', 5)).toBe(1);
  expect(documentsOf(cloud, 'members')).toHaveLength(list.good);
  await operator.office.undoImport({ importId, reason: '导错了' });
  expect(await sweepUntil(cloud, () => statusOf()[0] === 'undone', 5)).toBeLessThanOrEqual(2);
  expect(documentsOf(cloud, 'members')).toEqual([]);
  expect(tooSlow(cloud)).toEqual([]);
});

it('and with the page open, which goes on call by call', async () => {
  const list = newList(LINES);
  const { importId } = await tryList(operator, await sendList(operator, csvFile(list.rows)));
  await operator.office.applyImport({ importId, check: 1, reason });
  expect(await waitFor(operator, importId)).toMatchObject({ results: { made: list.good, skipped: 0 } });
  await operator.office.undoImport({ importId, reason: '导错了' });
  expect(await waitFor(operator, importId)).toMatchObject({ results: { undone: list.good, kept: 0 } });
  expect(tooSlow(cloud)).toEqual([]);
});
