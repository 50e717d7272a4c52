import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { buildFunctions } from '../build-functions';
import { measured, median, type BenchResult } from './result';

const RUNS = 7;

/** Size and cold `require` of each deployed bundle, each require in a fresh process. */
export async function measureFunctionBundles(): Promise<BenchResult[]> {
  const built = await buildFunctions({ outDir: 'dist/cloudfunctions' });
  return built.flatMap(({ name, file, bytes }) => [
    measured(`function ${name}: bundle`, bytes / 1024, 'KB', 700),
    measured(`function ${name}: cold require (median of ${RUNS})`, coldRequireMs(file), 'ms', 100),
  ]);
}

function coldRequireMs(file: string): number {
  const script =
    'const t=performance.now();require(process.argv[1]);process.stdout.write(String(performance.now()-t))';
  const run = () =>
    Number(execFileSync(process.execPath, ['-e', script, path.resolve(file)], { encoding: 'utf8' }));
  return median(Array.from({ length: RUNS }, run));
}

const appJson = z.object({ subPackages: z.array(z.object({ root: z.string() })).default([]) });

/** What WeChat counts against its 2 MB: everything that is not in a subpackage. Needs `npm run build:weapp`. */
export function measureMiniProgram(dist: string): BenchResult[] {
  const { subPackages } = appJson.parse(JSON.parse(readFileSync(path.join(dist, 'app.json'), 'utf8')));
  const roots = subPackages.map(({ root }) => root.replace(/\/$/, ''));
  let main = 0;
  let total = 0;
  for (const entry of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    const { size } = statSync(path.join(dist, entry));
    if (!statSync(path.join(dist, entry)).isFile()) continue;
    total += size;
    if (!roots.some((root) => entry.startsWith(`${root}${path.sep}`))) main += size;
  }
  return [
    measured('mini-program: main package', main / 1024, 'KB', 520),
    measured('mini-program: whole program', total / 1024, 'KB', 1536),
  ];
}
