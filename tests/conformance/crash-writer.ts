/**
 * The child of the crash test: commits pairs of documents in transactions as fast as it can, and writes a line only after the
 * commit has been answered. It is killed from outside at any moment. Arguments: folder, first number.
 */
import { writeSync } from 'node:fs';
import { createDatabase } from '../../local/cloudbase/database';
import { CRASH_ENV, CRASH_SCHEMA } from './crash-schema';

const [folder = '', first = '0'] = process.argv.slice(2);
const environment = createDatabase({ location: folder, schema: CRASH_SCHEMA, now: Date.now }).environment(
  CRASH_ENV,
);
const padding = 'x'.repeat(20_000);

async function commitPair(n: number): Promise<void> {
  const transactionId = environment.startTransaction();
  await environment.insert('pairs', [{ _id: `left:${n}`, n, side: 'left', padding }], transactionId);
  await environment.insert('pairs', [{ _id: `right:${n}`, n, side: 'right', padding }], transactionId);
  await environment.replace('counters', { _id: 'last' }, { n }, transactionId);
  environment.commitTransaction(transactionId);
}

async function writeForever(): Promise<void> {
  for (let n = Number(first); ; n++) {
    await commitPair(n);
    writeSync(1, `${n}\n`);
  }
}

void writeForever();
