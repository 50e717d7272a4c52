import { parseArgs } from 'node:util';
import { openStore } from '../cloudfunctions/kit/store/store';
import { reachDatabase } from './verify-ledger/reach-database';
import { reportLines, verifyLedger } from './verify-ledger/verify-ledger';

/**
 * `npm run verify-ledger`: recomputes every points account from its entries and looks for entries without an account. It
 * changes nothing unless `-- --repair` asks for it; then each account that can be rebuilt is set right, with an entry that
 * says so. Exits 1 when a difference is left, 2 when there is no database to look at.
 */
const USAGE = `npm run verify-ledger -- [--url http://127.0.0.1:7300 | --cloud ENV] [--repair]
  without a place   the folder .tuanka, or the running \`npm start\` that has it
  --url             another running local cloud
  --cloud           a CloudBase environment; TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY in the environment
  --repair          sets right what can be`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      cloud: { type: 'string' },
      repair: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const place = await reachDatabase(values);
  if ('problem' in place) {
    console.error(`${place.problem}\n\n${USAGE}`);
    return 2;
  }
  try {
    const store = openStore({ databaseCalls: 0 }, 'write');
    const report = await verifyLedger(store, { repair: values.repair, now: place.now });
    for (const line of reportLines(report)) console.log(line);
    return report.found.some(({ repaired }) => !repaired) ? 1 : 0;
  } finally {
    await place.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(2);
  },
);
