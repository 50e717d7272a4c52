import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { mainPackageBytes, programBytes, readBundle } from '../../tests/weapp/harness/built-bundle';
import { buildFunctions } from '../build-functions';
import { measured, median, type BenchResult } from './result';

const RUNS = 7;

/** Size and cold `require` of each deployed bundle, each require in a fresh process: what else the machine does is not counted. */
export async function measureFunctionBundles(): Promise<BenchResult[]> {
  const built = await buildFunctions({ outDir: 'dist/cloudfunctions' });
  return built.flatMap(({ name, file, bytes }) => [
    measured(`function ${name}: bundle`, bytes / 1024, 'KB', 700),
    measured(
      `function ${name}: cold require, processor time (median of ${RUNS})`,
      coldRequireMs(file),
      'ms',
      100,
    ),
  ]);
}

function coldRequireMs(file: string): number {
  const script =
    'const t=process.cpuUsage();require(process.argv[1]);const{user:u,system:s}=process.cpuUsage(t);process.stdout.write(String((u+s)/1000))';
  const run = () =>
    Number(execFileSync(process.execPath, ['-e', script, path.resolve(file)], { encoding: 'utf8' }));
  return median(Array.from({ length: RUNS }, run));
}

/** What WeChat counts against its 2 MB: everything that is not in a subpackage. Needs `npm run build:weapp`. */
export function measureMiniProgram(dist: string): BenchResult[] {
  return [
    measured('mini-program: main package', mainPackageBytes(readBundle(dist)) / 1024, 'KB', 520),
    measured('mini-program: whole program', programBytes(dist) / 1024, 'KB', 1536),
  ];
}
