/**
 * The child of the crash test: commits groups of documents in transactions as fast as it can, and writes a line only after the
 * commit has been answered. It is killed from outside at any moment. Arguments: folder, first number.
 */
import { writeSync } from 'node:fs';
import { createDatabase } from '../../../local/cloudbase/database';
import { CRASH_ENV, CRASH_SCHEMA, GROUP_SIZE } from './crash-schema';

const [folder = '', first = '0'] = process.argv.slice(2);
const environment = createDatabase({ location: folder, schema: CRASH_SCHEMA, now: Date.now }).environment(
  CRASH_ENV,
);
const padding = 'x'.repeat(2_000);

async function commitGroup(n: number): Promise<void> {
  const transactionId = environment.startTransaction();
  for (let i = 0; i < GROUP_SIZE; i++) {
    await environment.insert('grouped', [{ _id: `${n}:${i}`, n, padding }], transactionId);
  }
  await environment.replace('counters', { _id: 'last' }, { n }, transactionId);
  environment.commitTransaction(transactionId);
}

async function writeForever(): Promise<void> {
  for (let n = Number(first); ; n++) {
    await commitGroup(n);
    writeSync(1, `${n}\n`);
  }
}

void writeForever();
