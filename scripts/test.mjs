/**
 * `npm test`, also as the very first command in a fresh clone: installs what is missing, then everything CI runs.
 * Needs nothing but Node to begin with. Every step runs even when one fails, so that one run tells all.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser } from './launch/browser.mjs';
import { installWhenNeeded, requireNode } from './launch/install.mjs';
import { runNode, runNpm } from './launch/run.mjs';
import { say } from './launch/say.mjs';

requireNode(20);
await installWhenNeeded();
const CHROMIUM_PATH = await findBrowser();

const scratch = mkdtempSync(path.join(tmpdir(), 'tuanka-test-'));
const report = path.join(scratch, 'jest.json');
const jest = ['node_modules/jest/bin/jest.js', '--json', `--outputFile=${report}`];

const steps = [
  ['types', () => runNpm(['run', '--silent', 'types'])],
  ['lint', () => runNpm(['run', '--silent', 'lint'])],
  ['boundaries', () => runNpm(['run', '--silent', 'boundaries'])],
  ['weapp bundle', () => runNpm(['run', '--silent', 'build:weapp'])],
  ['H5 bundle', () => runNpm(['run', '--silent', 'build:h5'])],
  ['tests', () => runNode(jest, { env: { CHROMIUM_PATH, TZ: 'America/New_York' } })],
  ['story', () => runNpm(['run', '--silent', 'story'])],
];

const failed = [];
for (const [name, run] of steps) {
  const startedAt = Date.now();
  say(name, '…');
  const { code } = await run();
  if (code === 130) process.exit(130);
  if (code !== 0) failed.push(name);
  say(code === 0 ? '✓' : '✗', `${name}, ${Math.round((Date.now() - startedAt) / 1000)} s`);
}

const { passed, failures } = readReport();
rmSync(scratch, { recursive: true, force: true });
if (failed.length > 0) say('未通过：', failed.join(', '));
console.log(`${passed} passed, ${failures} failed`);
process.exit(failed.length === 0 ? 0 : 1);

function readReport() {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    return { passed: numPassedTests, failures: numFailedTests + numRuntimeErrorTestSuites };
  } catch {
    return { passed: 0, failures: 1 }; // jest did not get as far as a report
  }
}
