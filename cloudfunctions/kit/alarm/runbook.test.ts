import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { alarmKind } from '../../../contracts/health';

/** Whoever is woken by an alarm or an error finds in the manual what to do about it. */
const FUNCTIONS = path.resolve(__dirname, '../..');
const manual = readFileSync(path.resolve(FUNCTIONS, '../docs/operations.md'), 'utf8');
const sources = readdirSync(FUNCTIONS, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file))
  .map((file) => readFileSync(path.join(FUNCTIONS, file), 'utf8'));
const namesOf = (shape: RegExp): string[] => [
  ...new Set(sources.flatMap((source) => [...source.matchAll(shape)].map(([, name = '']) => name))),
];
const errors = [...namesOf(/logLine\(\s*'error',\s*'([a-z_]+)'/g), ...namesOf(/\btrouble: '([a-z_]+)'/g)];

describe('the runbook', () => {
  it('is compared with what the functions really say', () => {
    expect(errors).toEqual(expect.arrayContaining(['alarm', 'stock_corrected', 'merge_not_finished']));
    expect(alarmKind.options).toContain('order_shipping');
  });

  it.each(alarmKind.options)('says what to do about the alarm %s', (kind) => {
    expect(manual).toMatch(new RegExp(`^\\| \`${kind}\` +\\| .{20,}`, 'm'));
  });

  it.each(errors)('says something about the error %s', (name) => {
    expect(manual).toContain(`\`${name}\``);
  });
});
