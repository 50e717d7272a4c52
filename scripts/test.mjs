/**
 * `npm test`, also as the very first command in a fresh clone: installs what is missing, then everything CI runs.
 * Needs nothing but Node to begin with. Every step runs even when one fails, so that one run tells all.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser } from './launch/browser.mjs';
import { describeFailures, lastLines } from './launch/failures.mjs';
import { installWhenNeeded, requireNode } from './launch/install.mjs';
import { ROOT, runNode, runNpm } from './launch/run.mjs';
import { say } from './launch/say.mjs';
import { runSteps } from './launch/steps.mjs';

requireNode(20);
await installWhenNeeded();
const CHROMIUM_PATH = await findBrowser();

const scratch = mkdtempSync(path.join(tmpdir(), 'tuanka-test-'));
const report = path.join(scratch, 'jest.json');
// The workers keep the cores busy: a collector with threads of its own, and a small nursery, cost a tenth of the processor time.
const node = ['--single-threaded-gc', '--max-semi-space-size=64'];
const jest = [...node, 'node_modules/jest/bin/jest.js', '--json', `--outputFile=${report}`];

/** @param {string} script of package.json */
const npmRun = (script) => () => runNpm(['run', '--silent', script], { quiet: true });

const failed = [
  // Each of these keeps one core busy: two at a time, the longest first. The tests stand on the bundles.
  ...(await runSteps(2, [
    { name: 'lint', run: npmRun('lint') },
    { name: 'weapp bundle', run: npmRun('build:weapp') },
    { name: 'H5 bundle', run: npmRun('build:h5') },
    { name: 'console bundle', run: npmRun('build:console') },
    { name: 'types', run: npmRun('types') },
    { name: 'boundaries', run: npmRun('boundaries') },
    { name: 'format', run: npmRun('format') },
    { name: 'story', run: npmRun('story') },
  ])),
  ...(await runSteps(1, [
    { name: 'tests', run: () => runNode(jest, { env: { CHROMIUM_PATH, TZ: 'America/New_York' } }) },
  ])),
];

const tests = readReport();
rmSync(scratch, { recursive: true, force: true });
for (const { name, output } of failed) if (output) console.log(`✗ ${name}\n${lastLines(output)}\n`);
if (tests.told) console.log(`${tests.told}\n`);
if (failed.length > 0) say('未通过：', failed.map(({ name }) => name).join(', '));
console.log(`${tests.passed} passed, ${tests.failures} failed`);
process.exit(failed.length === 0 ? 0 : 1);

function readReport() {
  try {
    /** @type {import('./launch/failures.mjs').Report} */
    const ran = JSON.parse(readFileSync(report, 'utf8'));
    return {
      passed: ran.numPassedTests,
      failures: ran.numFailedTests + ran.numRuntimeErrorTestSuites,
      told: describeFailures(ran, ROOT),
    };
  } catch {
    return { passed: 0, failures: 1, told: '✗ tests\n    jest did not get as far as a report' };
  }
}
