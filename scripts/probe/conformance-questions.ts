import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { compare, other, type Answer, type Question } from './question';

/**
 * Of the conformance suite, what asks nothing but the SDK: the same files that hold the local cloud, run against the environment
 * this process is pointed at. They use collections named `conformance_…`, each emptied before and after; the rest of the suite looks into
 * the local gateway, needs a clock that moves or loads a million documents.
 */
export const CONFORMANCE_FILES = [
  'aggregation',
  'geo',
  'manual-finds',
  'manual-mistakes',
  'manual-pipelines',
  'manual-updates',
  'object-id',
  'query-operators',
  'update-operators',
];

export const conformanceQuestions: readonly Question[] = CONFORMANCE_FILES.map((file) => ({
  id: `conformance_${file.replaceAll('-', '_')}`,
  assumed: 'every test of the file holds',
  where: `tests/conformance/document/${file}.test.ts`,
  ask: () => runSuite(file),
}));

const report = z.object({
  testResults: z.array(
    z.object({
      message: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});
const MOST_NAMED = 8;

/** In a process of its own, as `npm run conformance` does; the SDK's variables are those of this one. */
async function runSuite(file: string): Promise<Answer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tuanka-probe-'));
  const output = path.join(folder, 'jest.json');
  try {
    await runJest([
      '--selectProjects=conformance',
      `--testPathPatterns=conformance/document/${file}\\.test`,
      '--json',
      `--outputFile=${output}`,
      '--forceExit',
      '--silent',
    ]);
    const { testResults } = report.parse(JSON.parse(readFileSync(output, 'utf8')));
    return answerOf(testResults.flatMap(({ assertionResults }) => assertionResults));
  } catch (error) {
    return other(error instanceof Error ? error.message : String(error));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param tests of one file; none: the file did not get as far as a test */
export function answerOf(tests: readonly { fullName: string; status: string }[]): Answer {
  const asked = tests.filter(({ status }) => status !== 'pending');
  const failed = asked.filter(({ status }) => status !== 'passed').map(({ fullName }) => fullName);
  const named = failed.slice(0, MOST_NAMED).join('; ');
  const more = failed.length > MOST_NAMED ? ` and ${failed.length - MOST_NAMED} more` : '';
  const holds = `${asked.length - failed.length} of ${asked.length} hold`;
  return compare(asked.length > 0 && failed.length === 0, named ? `${holds}; not: ${named}${more}` : holds);
}

const runJest = (options: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const jest = path.join('node_modules', 'jest', 'bin', 'jest.js');
    const child = spawn(process.execPath, [jest, ...options], {
      stdio: 'ignore',
      env: { ...process.env, TUANKA_CONFORMANCE: 'elsewhere', JEST_WORKER_ID: undefined },
    });
    child.once('error', reject);
    // A test that fails is an answer, not an error: the report says which.
    child.once('exit', () => resolve());
  });
