import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { schedule as memberSchedule } from '../../cloudfunctions/member-sweep';
import { schedule as paymentSchedule } from '../../cloudfunctions/payment-sweep';
import { schedule } from '../../cloudfunctions/sweep';
import { collectionsOf } from '../../cloudfunctions/sweep/run-schedule';
import { functionConfig } from '../../scripts/deploy/cloudbaserc';
import { TIMED } from '../../scripts/probe/deployed-questions';

/** The functions that a timer starts, by their own config.json, and everybody who has a list of them. */

const root = path.resolve(__dirname, '../..');
const timed = readdirSync(path.join(root, 'cloudfunctions')).flatMap((name) => {
  const file = path.join(root, 'cloudfunctions', name, 'config.json');
  if (!existsSync(file)) return [];
  return functionConfig
    .parse(JSON.parse(readFileSync(file, 'utf8')))
    .triggers.map(({ config }) => ({ name, config }));
});
const names = timed.map(({ name }) => name).sort();
const schedules = [schedule, paymentSchedule, memberSchedule];

it('are those with a schedule', () => {
  expect(names.length).toBeGreaterThan(2);
  expect(schedules.map(({ name }) => name).sort()).toEqual(names);
});

it('are those the probe waits for, each by a collection that it alone looks into', () => {
  expect(Object.keys(TIMED).sort()).toEqual(names);
  for (const [name, collection] of Object.entries(TIMED)) {
    const lookers = schedules.filter(({ parts }) => collectionsOf(parts).has(collection));
    expect(lookers.map((one) => one.name)).toEqual([name]);
  }
});

it('are those whose trigger docs/operations.md says, and what is not done when it does not come', () => {
  const page = readFileSync(path.join(root, 'docs/operations.md'), 'utf8');
  const step = /\d+\. \*\*Timers\.\*\*[\s\S]*?\n(?=\d+\. )/.exec(page)?.[0] ?? '';
  expect([...step.matchAll(/`([a-z-]*sweep)`/g)].map(([, name]) => name).sort()).toEqual(
    expect.arrayContaining(names),
  );
  const silent = page.split('\n').filter((line) => /^\| .*(sweep).*\|/.test(line));
  for (const { name, config } of timed) {
    expect(step.includes(config)).toBe(true);
    expect(silent.some((line) => line.includes(`\`${name}\``))).toBe(true);
  }
});
