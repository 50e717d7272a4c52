/**
 * One project per kind of test; `npm run unit`, `npm run journeys` … select one. `npm test` runs them all.
 * Everything that talks to functions uses the real bundles, built once by tests/build-functions-once.ts.
 */
const transform = {
  '^.+\\.[cm]?[jt]sx?$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
      },
      module: { type: 'commonjs' },
    },
  ],
};
const project = (displayName, testMatch, more = {}) => ({
  displayName,
  rootDir: __dirname,
  testEnvironment: 'node',
  testRunner: '<rootDir>/tests/runner/leave-nothing-traced.cjs',
  testMatch: testMatch.map((pattern) => `<rootDir>/${pattern}`),
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/seeded/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.tuanka/'],
  transform,
  transformIgnorePatterns: ['/node_modules/(?!(mingo|nanoid|saxen|ulid)/)', '<rootDir>/dist/'],
  moduleNameMapper: { '^@/(.*)$': '<rootDir>/src/$1', '^@contracts/(.*)$': '<rootDir>/contracts/$1' },
  ...more,
});
/** Test files that share the modules of their worker: docs/decisions/0033. */
const kept = {
  testEnvironment: '<rootDir>/tests/runner/kept-environment.cjs',
  runtime: '<rootDir>/tests/runner/kept-runtime.cjs',
};
const withFunctions = { globalSetup: '<rootDir>/tests/build-functions-once.ts' };

module.exports = {
  // Many times what the slowest takes on a machine of its own. Properties set their own (tests/stage/property.ts)
  testTimeout: 180_000,
  // Two more than the cores CI has: browser tests and those of the mini-program's bundle wait for half of their time.
  maxWorkers: 4,
  // A worker of journeys stays at about 1 GB; one that does not begins anew between two files, before the machine ends it.
  workerIdleMemoryLimit: '1.5GB',
  testSequencer: '<rootDir>/tests/runner/longest-first.cjs',
  projects: [
    project(
      'unit',
      [
        'contracts/**/*.test.ts',
        'cloudfunctions/**/*.test.ts',
        'local/**/*.test.ts',
        'scripts/**/*.test.ts',
        'tests/boundaries/*.test.ts',
      ],
      kept,
    ),
    project('front-end', ['src/**/*.test.{ts,tsx}'], {
      testEnvironment: 'jsdom',
      setupFilesAfterEnv: ['<rootDir>/tests/front-end/setup.ts'],
      moduleNameMapper: {
        '\\.module\\.(css|scss)$': '<rootDir>/tests/front-end/css-module.js',
        '\\.(css|scss|png|svg)$': '<rootDir>/tests/front-end/empty.js',
        '^@tarojs/components$': '<rootDir>/tests/front-end/taro-components.tsx',
        '^@tarojs/taro$': '<rootDir>/tests/front-end/taro.ts',
        '^@/(.*)$': '<rootDir>/src/$1',
        '^@contracts/(.*)$': '<rootDir>/contracts/$1',
      },
    }),
    project('console', ['console/**/*.test.{ts,tsx}'], {
      testEnvironment: 'jsdom',
      setupFilesAfterEnv: ['<rootDir>/tests/front-end/console-setup.ts'],
    }),
    project('conformance', ['tests/conformance/**/*.test.ts'], kept),
    project('journeys', ['tests/journeys/**/*.test.ts', 'tests/properties/*.test.ts'], {
      ...withFunctions,
      ...kept,
    }),
    project('weapp', ['tests/weapp/**/*.test.ts'], { ...withFunctions, ...kept }),
    project('native', ['tests/native/*.test.ts'], { testEnvironment: 'jsdom' }),
    project('e2e', ['tests/e2e/*.test.ts'], withFunctions),
  ],
};
