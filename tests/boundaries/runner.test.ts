import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Node marks every promise with each AsyncLocalStorage there is: those of former files of the worker must be gone. */
it('no test file pays for the files before it', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tuanka-runner-'));
  const root = path.join(__dirname, '../..');
  const test = `it('is the only one traced', () => {
    const marks = Object.getOwnPropertySymbols(new Promise(() => {}));
    expect(marks.filter(({ description }) => description === 'kResourceStore').length).toBeLessThan(2);
  });`;
  try {
    for (const name of ['one', 'two', 'three']) writeFileSync(path.join(folder, `${name}.test.js`), test);
    const config = { rootDir: folder, testRunner: path.join(root, 'tests/runner/leave-nothing-traced.cjs') };
    const { status, stderr } = spawnSync(
      process.execPath,
      [path.join(root, 'node_modules/jest/bin/jest.js'), '-i', '--config', JSON.stringify(config)],
      { cwd: folder, encoding: 'utf8' },
    );
    expect(stderr).toContain('3 passed, 3 total');
    expect(status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
