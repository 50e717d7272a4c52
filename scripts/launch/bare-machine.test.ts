import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * `npm test` and .ci/run as the first command on a machine that has Node and nothing else: a folder with nothing installed, and
 * a PATH of stand-ins for npm, apt-get and dpkg-query that do what those would do, so far as the launchers see it.
 */
const PROJECT = path.join(__dirname, '../..');
const JEST = 'node_modules/jest/bin/jest.js';
let folder: string;
let bin: string;
let clone: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tuanka-bare-'));
  [bin, clone] = [path.join(folder, 'bin'), path.join(folder, 'clone')];
  mkdirSync(bin);
  for (const name of ['scripts/test.mjs', 'scripts/launch', '.ci/run']) {
    cpSync(path.join(PROJECT, name), path.join(clone, name), { recursive: true });
  }
  const packages = { '': {}, 'node_modules/jest': { version: '30.0.0' } };
  writeFileSync(path.join(clone, 'package-lock.json'), JSON.stringify({ packages }));
  // `npm ci` brings a jest that passes one test and leaves the browser it was given; `npm run` succeeds.
  program(
    'npm',
    `if (process.argv[2] !== 'ci') process.exit(0);
     mkdirSync('node_modules/jest/bin', { recursive: true });
     writeFileSync('node_modules/.package-lock.json', readFileSync('package-lock.json', 'utf8'));
     writeFileSync('${JEST}', \`
       const { writeFileSync } = require('node:fs');
       const report = process.argv.find((arg) => arg.startsWith('--outputFile=')).slice('--outputFile='.length);
       writeFileSync(report, JSON.stringify({ numPassedTests: 1, numFailedTests: 0, numRuntimeErrorTestSuites: 0 }));
       writeFileSync('browser', process.env.CHROMIUM_PATH);\`);`,
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program on the machine's PATH that notes how it was called. */
function program(name: string, script: string): void {
  const file = path.join(bin, name);
  const fs = 'appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync';
  writeFileSync(
    file,
    `#!${process.execPath}
const { ${fs} } = require('node:fs');
appendFileSync(${JSON.stringify(path.join(folder, 'calls'))}, ${JSON.stringify(name)} + ' ' + process.argv.slice(2).join(' ') + '\\n');
${script}`,
  );
  chmodSync(file, 0o755);
}

const chromium = (): string => path.join(bin, 'chromium');

/** apt-get of a Debian machine; `failing` is what it cannot do. */
function debian(failing?: 'update' | 'install'): void {
  program(
    'apt-get',
    `if (process.argv[2] === ${JSON.stringify(failing)}) { console.error('E: Unable to locate'); process.exit(100); }
     if (process.argv[2] === 'install') writeFileSync(${JSON.stringify(chromium())}, '');
     if (process.argv[2] === 'purge') rmSync(${JSON.stringify(chromium())});`,
  );
}

interface Ran {
  status: number | null;
  said: string;
}

function run(
  command: string,
  args: string[],
  user: 'root' | 'somebody',
  more: Record<string, string> = {},
): Ran {
  const preload = `data:text/javascript,process.getuid=()=>${user === 'root' ? 0 : 1000}`;
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: clone,
    encoding: 'utf8',
    env: { PATH: bin, NODE_OPTIONS: `--import=${preload}`, TMPDIR: folder, ...more },
  });
  return { status, said: `${stdout}${stderr}` };
}

const npmTest = (user: 'root' | 'somebody'): Ran => run(process.execPath, ['scripts/test.mjs'], user);
const calls = (name: string): string[] =>
  readFileSync(path.join(folder, 'calls'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith(`${name} `));
const browserOfTests = (): string | null => {
  const file = path.join(clone, 'browser');
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
};

it('Debian as root: packages and browser are installed, and the tests get that browser', () => {
  debian();
  const { status, said } = npmTest('root');
  expect(said).toContain('1 passed, 0 failed');
  expect(status).toBe(0);
  expect(calls('npm')[0]).toMatch(/^npm ci /);
  expect(calls('apt-get')).toEqual([
    'apt-get update -qq',
    'apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk',
  ]);
  expect(browserOfTests()).toBe(chromium());
});

it('what is there is not installed again', () => {
  debian();
  npmTest('root');
  rmSync(path.join(folder, 'calls'));
  expect(npmTest('root').status).toBe(0);
  expect(calls('npm').filter((call) => call.startsWith('npm ci'))).toEqual([]);
  expect(calls('apt-get')).toEqual([]);
});

it.each([
  ['no apt-get', 'root'],
  ['not root', 'somebody'],
] as const)('%s: it stops and says what is needed, without a stack', (machine, user) => {
  if (machine === 'not root') debian();
  const { status, said } = npmTest(user);
  expect(status).toBe(1);
  expect(said).toContain(
    'The browser tests need Chromium or Chrome; install one and set CHROMIUM_PATH to it',
  );
  expect(said).not.toMatch(/\n\s+at /);
  expect(browserOfTests()).toBeNull();
});

it('apt-get fails: it stops and says so', () => {
  debian('install');
  const { status, said } = npmTest('root');
  expect(status).toBe(1);
  expect(said).toContain('E: Unable to locate');
  expect(said).toContain('Chromium was not installed (apt-get install, exit code 100)');
  expect(said).not.toMatch(/\n\s+at /);
});

it('lists that cannot be brought up to date are no reason to stop', () => {
  debian('update');
  expect(npmTest('root').status).toBe(0);
});

it('a step that fails fails the whole, with what it wrote, after all others ran', () => {
  debian();
  npmTest('root');
  program('npm', `if (process.argv.includes('types')) { console.log('TS2345'); process.exit(2); }`);
  const { status, said } = npmTest('root');
  expect(status).toBe(1);
  expect(said).toMatch(/TS2345[^]*✗ types\n {4}TS2345\n\n› 未通过：  types\n1 passed, 0 failed\n$/);
});

it('the last it says is which tests failed, where and why, and with which seed', () => {
  debian();
  npmTest('root');
  const why = 'Expected: 1\n{ seed: 7, path: "0" }';
  const results = {
    numPassedTests: 4,
    numFailedTests: 1,
    numRuntimeErrorTestSuites: 1,
    testResults: [
      {
        name: path.join(clone, 'tests/money.test.ts'),
        status: 'failed',
        assertionResults: [{ fullName: 'money is whole', status: 'failed', failureMessages: [why] }],
      },
      {
        name: path.join(clone, 'tests/gone.test.ts'),
        status: 'failed',
        message: 'Cannot find module',
        assertionResults: [],
      },
    ],
  };
  writeFileSync(
    path.join(clone, JEST),
    `const report = process.argv.find((arg) => arg.startsWith('--outputFile=')).slice('--outputFile='.length);
     require('node:fs').writeFileSync(report, ${JSON.stringify(JSON.stringify(results))});
     process.exit(1);`,
  );
  const { status, said } = npmTest('root');
  expect(status).toBe(1);
  expect(said.slice(said.indexOf('✗ tests/money'))).toBe(
    [
      '✗ tests/money.test.ts\n  money is whole\n    Expected: 1\n    { seed: 7, path: "0" }\n    PROPERTY_SEED=7 PROPERTY_PATH=0',
      '✗ tests/gone.test.ts\n  (the file did not run)\n    Cannot find module',
      '› 未通过：  tests\n4 passed, 2 failed\n',
    ].join('\n\n'),
  );
});

describe('.ci/run', () => {
  /** Bash finds itself and the tools of every machine in the usual places, behind the stand-ins. */
  const ci = (more: Record<string, string>): Ran =>
    run('/bin/bash', ['.ci/run'], 'root', { ...more, PATH: `${bin}:${tools}` });
  let tools: string;

  beforeEach(() => {
    debian();
    writeFileSync(chromium(), '');
    program('id', `console.log(0)`);
    program(
      'node',
      `process.exit(require('node:child_process').spawnSync(process.execPath, process.argv.slice(2), { stdio: 'inherit' }).status)`,
    );
    program(
      'dpkg-query',
      `console.log('installed chromium\\nnot-installed chromium-driver\\nconfig-files fonts-noto-cjk'); process.exit(1);`,
    );
    // Not this machine's folders of programs: its own browser lies there.
    tools = path.join(folder, 'tools');
    mkdirSync(tools);
    for (const name of ['dirname', 'awk']) {
      const real = ['/usr/bin', '/bin'].map((place) => path.join(place, name)).find(existsSync);
      writeFileSync(path.join(tools, name), `#!/bin/sh\nexec ${real} "$@"\n`, { mode: 0o755 });
    }
  });

  it('on Debian removes what the launchers are to install, and they install it', () => {
    const { status, said } = ci({ CI: 'true', CHROMIUM_PATH: '/nowhere/chrome' });
    expect(said).toContain('1 passed, 0 failed');
    expect(status).toBe(0);
    expect(calls('apt-get')).toEqual([
      'apt-get purge -y -qq --autoremove chromium fonts-noto-cjk',
      'apt-get update -qq',
      'apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk',
    ]);
    expect(browserOfTests()).toBe(chromium());
  });

  it('on somebody’s own machine removes nothing', () => {
    expect(ci({}).status).toBe(0);
    expect(existsSync(chromium())).toBe(true);
  });
});
