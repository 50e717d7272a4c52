import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod';

const folder = mkdtempSync(path.join(os.tmpdir(), 'lock-'));
afterAll(() => rmSync(folder, { recursive: true }));

const lockSchema = z.object({ packages: z.record(z.string(), z.looseObject({})) });
type Packages = z.infer<typeof lockSchema>['packages'];

/** Runs the script as `npm run lock` does, on a lock file with these packages. */
function complete(packages: Packages): { text: string; packages: Packages } {
  const file = path.join(folder, 'package-lock.json');
  writeFileSync(file, JSON.stringify({ lockfileVersion: 3, packages }));
  execFileSync(process.execPath, [path.join(__dirname, 'patch-lock.mjs'), file]);
  const text = readFileSync(file, 'utf8');
  return { text, packages: lockSchema.parse(JSON.parse(text)).packages };
}

const tool = { version: '4.2.1', dev: true, optionalDependencies: { '@tool/darwin-arm64': '4.2.1' } };

it('adds the platform package the registry did not have, with where it belongs', () => {
  expect(complete({ 'node_modules/tool': tool }).packages).toEqual({
    'node_modules/@tool/darwin-arm64': {
      version: '4.2.1',
      cpu: ['arm64'],
      dev: true,
      optional: true,
      os: ['darwin'],
    },
    'node_modules/tool': tool,
  });
});

it('puts a second version beside the package that wants it', () => {
  const other = { version: '4.0.0', optional: true };
  const { packages } = complete({ 'node_modules/@tool/darwin-arm64': other, 'node_modules/tool': tool });
  expect(packages).toHaveProperty(['node_modules/tool/node_modules/@tool/darwin-arm64', 'version'], '4.2.1');
});

it('leaves alone what is there, what is not bound to a platform, and ranges', () => {
  const packages = {
    'node_modules/@tool/linux-x64': { version: '1.0.0', optional: true },
    'node_modules/other': { version: '1.0.0', optionalDependencies: { fsevents: '2.3.2', helper: '^1.0.0' } },
    'node_modules/tool': { version: '1.0.0', optionalDependencies: { '@tool/linux-x64': '1.0.0' } },
  };
  expect(complete(packages).packages).toEqual(packages);
});

it('changes nothing the second time', () => {
  const once = complete({ 'node_modules/tool': tool });
  const again = complete(once.packages);
  expect(again.text).toBe(once.text);
});
