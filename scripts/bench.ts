import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measureAudience } from './bench/audience';
import { measureFunctionBundles, measureMiniProgram } from './bench/bundles';
import { measureConsole } from './bench/console-bundle';
import { measureCoupons } from './bench/coupons';
import { measureDatabaseCalls } from './bench/database-calls';
import { measureFacts } from './bench/facts';
import { measureFigures } from './bench/insight';
import { measureImports } from './bench/office/imports';
import { measureJourneys } from './bench/journeys';
import { measureLeaders } from './bench/leaders';
import { measureLists } from './bench/office/lists';
import { measurePoints } from './bench/points';
import { printTable } from './bench/result';
import { measureSweeps } from './bench/reminders';
import { measureTiers } from './bench/tiers';
import { measureSetData } from './bench/set-data';
import { measureWholeImport } from './bench/office/whole-import';

/** `npm run bench`: the figures of docs/budgets.md against their budgets; `-- --json FILE` writes them down. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'string' } } });
  const bundles = await measureFunctionBundles();
  const results = [
    ...(await measureDatabaseCalls()),
    ...(await measureLeaders()),
    ...(await measureCoupons()),
    ...(await measureSweeps()),
    ...(await measurePoints()),
    ...(await measureTiers()),
    ...(await measureFacts()),
    ...(await measureImports()),
    ...(await measureWholeImport()),
    ...(await measureLists()),
    ...(await measureFigures()),
    ...(await measureAudience()),
    ...(await measureJourneys()),
    ...bundles,
    ...measureMiniProgram('dist/weapp'),
    ...measureConsole('dist/console'),
    ...(await measureSetData()),
  ];
  printTable(results);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ results }, null, 2)}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
