import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { areas, rankOf } from './ranks';

/** Runs a program and gives its standard output, whatever its exit code. */
const outputOf = (file: string, args: string[], cwd: string): Promise<string> =>
  new Promise((resolve) => {
    execFile(process.execPath, [file, ...args], { cwd, maxBuffer: 64 << 20 }, (_error, stdout) =>
      resolve(stdout),
    );
  });

const root = path.resolve(__dirname, '../..');
const bin = (name: string) => path.join(root, 'node_modules', name);

/** One violation per rule of .dependency-cruiser.cjs but the ranks': rule → files of a small project that breaks it. */
const wheels = [
  'fast-xml-parser',
  'nanoid',
  'qrcode',
  'qrcode-generator',
  'jsbarcode',
  'croner',
  'csv-parse',
  'saxen',
  'fflate',
];
const violations: Record<string, Record<string, string>> = {
  ...Object.fromEntries(
    wheels.map((library) => [`${library}-in-one-place`, { [`local/${library}.ts`]: `import '${library}';` }]),
  ),
  'no-circular': {
    'local/a.ts': "import type { B } from './b'; export type A = B | 1;",
    'local/b.ts': "import type { A } from './a'; export type B = A | 2;",
  },
  'not-unresolvable': { 'local/lost.ts': "import './nowhere';" },
  'contracts-stand-alone': { 'contracts/bad.ts': "import '../local/lost';" },
  'primitives-are-pure': { 'contracts/primitives/bad.ts': "import 'zod';" },
  'dayjs-in-time-only': { 'contracts/primitives/clock.ts': "import 'dayjs';" },
  'src-knows-contracts-only': { 'src/services/bad.ts': "import '../../local/lost';" },
  'src-takes-types-not-zod': { 'src/services/heavy.ts': "import '../../contracts/bad';" },
  'console-knows-contracts-only': { 'console/service/bad.ts': "import '../../src/services/heavy';" },
  'console-takes-types-not-zod': { 'console/service/heavy.ts': "import '../../contracts/bad';" },
  'nobody-knows-the-console': { 'scripts/desk.ts': "import '../console/service/heavy';" },
  'functions-know-no-front-end': {
    'cloudfunctions/member/read-page.ts': "import '../../src/services/heavy';",
  },
  'local-knows-no-front-end': { 'local/page.ts': "import '../src/services/heavy';" },
  'subpackage-shopper-stands-alone': {
    'src/shopper/a.ts': "import '../leader/b';",
    'src/leader/b.ts': 'export {};',
  },
  'subpackage-leader-stands-alone': {
    'src/leader/c.ts': "import '../merchant/d';",
    'src/merchant/d.ts': 'export {};',
  },
  'subpackage-merchant-stands-alone': { 'src/merchant/e.ts': "import '../leader/b';" },
  'shared-front-end-knows-no-subpackage': { 'src/components/x.ts': "import '../leader/b';" },
  'database-sdk-in-kit-store': { 'cloudfunctions/member/join-raw.ts': "import '@cloudbase/node-sdk';" },
  'kit-knows-no-area': { 'cloudfunctions/kit/store/bad.ts': "import '../../member/join-raw';" },
  'schemas-are-collected-only': { 'cloudfunctions/kit/store/schema.ts': "import '../../member/join-raw';" },
  'pure-files-import-only-contracts': {
    'cloudfunctions/coupon/rules/clock.ts': "import '../../kit/store/bad';",
  },
  'an-area-has-a-rank': { 'cloudfunctions/newcomer/read-below.ts': "import '../coupon/read-below';" },
  'nobody-imports-what-has-no-rank': {
    'cloudfunctions/coupon/read-unranked.ts': "import '../newcomer/read-below';",
  },
};

/** Every arrow between two areas there can be. */
const arrows = areas.flatMap((from) =>
  areas
    .filter((to) => to !== from)
    .map((to) => ({ from, to, file: `cloudfunctions/${from}/rooms/read-${to}.ts` })),
);
const isAllowed = ({ from, to }: { from: string; to: string }): boolean => rankOf(to) < rankOf(from);

/** What a rule names as its exception, and must not be refused. */
const allowed = {
  'console/kit/edit/input-of.tsx': "import 'dayjs';",
  'contracts/primitives/time.ts': "import 'dayjs';",
};

/** Violations somebody might hope to hide: deep in rooms, of types only, late, passed on, in a test. */
const up = 'coupon-imports-below-itself';
const hidden = [
  ['pure-files-import-only-contracts', 'points/rules/a/b/clock.ts', "import '../../../../kit/store/bad';"],
  ['pure-files-import-only-contracts', 'points/rules/told.ts', "import '../../kit/facts/new-facts';"],
  ['dayjs-in-time-only', 'coupon/read-calendar.ts', "import 'dayjs/plugin/utc';"],
  ['dayjs-in-time-only', '../console/pages/goods/pick-day.tsx', "import 'dayjs';"],
  [
    'dayjs-in-time-only',
    '../console/kit/words.ts',
    "import type { Dayjs } from 'dayjs';\nexport type A = Dayjs;",
  ],
  ['dayjs-in-time-only', '../src/pages/home/late.ts', "export const late = () => import('dayjs');"],
  [up, 'coupon/rules/a/b/c/read-deep.ts', "import '../../../../../points/read-below';"],
  [up, 'coupon/read-type.ts', "import type { A } from '../points/read-below';\nexport type B = A;"],
  [up, 'coupon/read-inline.ts', "export type B = import('../points/read-below').A;"],
  [up, 'coupon/read-late.ts', "export const late = () => import('../points/read-below');"],
  [up, 'coupon/read-required.ts', "export const a = require('../points/read-below');"],
  [up, 'coupon/pass-on.ts', "export * from '../points/read-below';"],
  [up, 'coupon/schema.ts', "import '../points/read-below';"],
  [up, 'coupon/read-tested.test.ts', "import '../points/read-below';"],
  [
    'contracts-stand-alone',
    '../contracts/pass-on.ts',
    "export * from '../cloudfunctions/points/read-below';",
  ],
  ['kit-knows-no-area', 'kit/facts/new-facts.ts', "import '../../points/read-below';"],
  ['kit-knows-no-area', 'kit/pass-on.ts', "export * from '../points/read-below';"],
  ['an-area-has-a-rank', 'lies-about.ts', "import './points/read-below';"],
].map(([rule = '', file = '', content = '']) => ({
  rule,
  file: path.join('cloudfunctions', file),
  content,
}));

const report = z.object({
  summary: z.object({
    violations: z.array(z.object({ rule: z.object({ name: z.string() }), from: z.string() })),
  }),
});
const configuration = z.object({ forbidden: z.array(z.object({ name: z.string() })) });

describe('the directions of the code', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tuanka-boundaries-'));
    await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    await writeFile(path.join(folder, 'tsconfig.json'), '{}');
    const below = Object.fromEntries(
      areas.map((area) => [`cloudfunctions/${area}/read-below.ts`, 'export interface A { a: 1 }']),
    );
    const between = Object.fromEntries(
      arrows.map(({ to, file }) => [file, `import '../../${to}/read-below';`]),
    );
    const out = Object.fromEntries(hidden.map(({ file, content }) => [file, content]));
    for (const files of [...Object.values(violations), below, between, out, allowed]) {
      for (const [file, content] of Object.entries(files)) {
        await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
        await writeFile(path.join(folder, file), content);
      }
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('every rule finds the violation seeded for it', async () => {
    const args = [
      '--config',
      path.join(root, '.dependency-cruiser.cjs'),
      '--output-type',
      'json',
      'contracts',
      'src',
      'console',
      'cloudfunctions',
      'local',
      'scripts',
    ];
    const output = await outputOf(bin('dependency-cruiser/bin/dependency-cruise.mjs'), args, folder);
    const { violations: found } = report.parse(JSON.parse(output)).summary;
    for (const [rule, files] of Object.entries(violations)) {
      const seeded = Object.keys(files);
      expect({
        rule,
        found: found.some((one) => one.rule.name === rule && seeded.includes(one.from)),
      }).toEqual({ rule, found: true });
    }
    const places = found.map(({ rule, from }) => `${rule.name}: ${from}`);
    expect(places).toEqual(expect.arrayContaining(hidden.map(({ rule, file }) => `${rule}: ${file}`)));
    for (const file of Object.keys(allowed)) expect(places).not.toContain(`dayjs-in-time-only: ${file}`);
    expect(arrows.filter(isAllowed).length).toBeGreaterThan(50);
    for (const arrow of arrows) {
      const refused = places.includes(`${arrow.from}-imports-below-itself: ${arrow.file}`);
      expect({ ...arrow, refused }).toEqual({ ...arrow, refused: !isAllowed(arrow) });
    }
  });

  it('every area has a rank', () => {
    const folders = readdirSync(path.join(root, 'cloudfunctions')).filter((name) => name !== 'kit');
    expect([...areas].sort()).toEqual(folders.sort());
  });

  it('every rule has a seeded violation', async () => {
    const imported: unknown = await import(path.join(root, '.dependency-cruiser.cjs'));
    const { forbidden } = configuration.parse(imported);
    const seeded = [...Object.keys(violations), ...areas.map((area) => `${area}-imports-below-itself`)];
    expect(forbidden.map(({ name }) => name).sort()).toEqual(seeded.sort());
  });
});

describe('the house rules', () => {
  it('are found by the linter where they are broken', async () => {
    const args = ['--no-ignore', '--format', 'json', 'tests/boundaries/seeded/house-rules.ts'];
    const output = await outputOf(bin('eslint/bin/eslint.js'), args, root);
    const lint = z
      .array(z.object({ messages: z.array(z.object({ ruleId: z.string().nullable() })) }))
      .parse(JSON.parse(output));
    const rules = new Set(lint.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId)));
    for (const rule of ['no-floating-promises', 'no-explicit-any', 'switch-exhaustiveness-check']) {
      expect(rules).toContain(`@typescript-eslint/${rule}`);
    }
    for (const rule of ['no-console', 'eqeqeq']) expect(rules).toContain(rule);
  });
});
