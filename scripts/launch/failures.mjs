import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/**
 * What a run says at its very end of what failed. A log of CI is read from its end, and often only the end is kept: file, test,
 * the first lines of why, and the seed that tells a story of fast-check again.
 *
 * @typedef {object} TestResult
 * @property {string} fullName
 * @property {string} status
 * @property {string[] | null} [failureMessages]
 *
 * @typedef {object} FileResult
 * @property {string} name the file
 * @property {string} status
 * @property {string} [message]
 * @property {TestResult[]} assertionResults
 *
 * @typedef {object} Report as `jest --json` writes it
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numRuntimeErrorTestSuites
 * @property {FileResult[]} [testResults]
 */

const MOST_LINES = 15;
/** A line may hold a whole document: no more of it than a screen. */
const MOST_CHARACTERS = 400;

/**
 * @param {Report} report
 * @param {string} root files are named from here
 */
export function describeFailures({ testResults = [] }, root) {
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap((file) => describeFile(file, path.relative(root, file.name)))
    .join('\n\n');
}

/**
 * @param {FileResult} result
 * @param {string} file
 */
function describeFile({ message = '', assertionResults }, file) {
  const tests = assertionResults.filter(({ status }) => status === 'failed');
  if (tests.length === 0) return [`✗ ${file}\n  (the file did not run)\n${firstLines(message)}`];
  return tests.map(({ fullName, failureMessages }) => {
    const why = (failureMessages ?? []).join('\n');
    return [`✗ ${file}\n  ${fullName}`, firstLines(why), ...seedsIn(why)].join('\n');
  });
}

/**
 * The line that says how a property is told again, also where it stands further down.
 * @param {string} why
 */
function seedsIn(why) {
  const found = /\{ ?seed: (-?\d+)(?:, path: "([\d:]*)")?/.exec(why);
  if (!found) return [];
  const [, seed, at] = found;
  return [`    PROPERTY_SEED=${seed}${at === undefined ? '' : ` PROPERTY_PATH=${at}`}`];
}

/** @param {string} text */
function firstLines(text) {
  return linesOf(text).slice(0, MOST_LINES).join('\n');
}

/** The end of what a program wrote, where it says what was wrong. @param {string} text */
export function lastLines(text) {
  return linesOf(text).slice(-MOST_LINES).join('\n');
}

/** @param {string} text */
function linesOf(text) {
  return stripVTControlCharacters(text)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `    ${line.slice(0, MOST_CHARACTERS)}`);
}
