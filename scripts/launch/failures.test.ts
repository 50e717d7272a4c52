import { describeFailures, lastLines } from './failures.mjs';

const counts = { numPassedTests: 1, numFailedTests: 1, numRuntimeErrorTestSuites: 0 };
const passed = { fullName: 'a merge ends', status: 'passed', failureMessages: [] };
const failed = (fullName: string, ...failureMessages: string[]) => ({
  fullName,
  status: 'failed',
  failureMessages,
});
const said = (...testResults: Parameters<typeof describeFailures>[0]['testResults'] & object) =>
  describeFailures({ ...counts, testResults }, '/project');

it('names file and test of what failed, and nothing of what passed', () => {
  expect(
    said(
      { name: '/project/tests/a.test.ts', status: 'passed', assertionResults: [passed] },
      {
        name: '/project/tests/b.test.ts',
        status: 'failed',
        assertionResults: [
          passed,
          failed('money is whole', '\u001b[31mExpected: 1\u001b[39m\n\nReceived: 2'),
        ],
      },
    ),
  ).toBe('✗ tests/b.test.ts\n  money is whole\n    Expected: 1\n    Received: 2');
});

it('keeps the first fifteen lines of why, none of them longer than a screen', () => {
  const why = Array.from({ length: 40 }, (_, line) => `${line} ${'x'.repeat(1_000)}`).join('\n');
  const lines = said({
    name: '/project/a.test.ts',
    status: 'failed',
    assertionResults: [failed('a', why)],
  }).split('\n');
  expect(lines).toHaveLength(2 + 15);
  expect(lines.at(-1)).toMatch(/^ {4}14 x+$/);
  expect(Math.max(...lines.map(({ length }) => length))).toBe(404);
});

it('says the seed of a property, wherever it stands', () => {
  const story = `${'step\n'.repeat(30)}Property failed after 3 tests\n{ seed: -1819918769, path: "2:0:1", endOnFailure: true }`;
  expect(
    said({ name: '/project/a.test.ts', status: 'failed', assertionResults: [failed('a', story)] }),
  ).toContain('\n    PROPERTY_SEED=-1819918769 PROPERTY_PATH=2:0:1');
});

it('tells of a file that did not run at all', () => {
  expect(
    said({
      name: '/project/a.test.ts',
      status: 'failed',
      message: "  ● Test suite failed to run\n\n    Cannot find module './gone'",
      assertionResults: [],
    }),
  ).toBe(
    "✗ a.test.ts\n  (the file did not run)\n      ● Test suite failed to run\n        Cannot find module './gone'",
  );
});

it('of a program that failed it tells the end', () => {
  const output = Array.from({ length: 20 }, (_, line) => `line ${line}`).join('\n');
  expect(lastLines(`${output}\n`).split('\n')).toEqual(
    Array.from({ length: 15 }, (_, line) => `    line ${line + 5}`),
  );
});
