import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { renderDataModel } from './data-model/render';

/**
 * Writes docs/data-model.md from the schema in cloudfunctions/kit/store: `npm run data-model`.
 * With `--check` it writes nothing and exits 1 when the file is stale.
 */
export const DATA_MODEL = path.join(__dirname, '../docs/data-model.md');

function main(): void {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const wanted = renderDataModel();
  if (!values.check) return writeFileSync(DATA_MODEL, wanted);
  if (readFileSync(DATA_MODEL, 'utf8') === wanted) return;
  console.error('docs/data-model.md is not what the schema says: run npm run data-model');
  process.exitCode = 1;
}

// Its test imports the path above; only as a program does it read or write by itself.
if (path.resolve(process.argv[1] ?? '') === __filename) main();
