import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';

/** Runs a program and gives its standard output, whatever its exit code. */
const outputOf = (file: string, args: string[], cwd: string): Promise<string> =>
  new Promise((resolve) => {
    execFile(process.execPath, [file, ...args], { cwd, maxBuffer: 64 << 20 }, (_error, stdout) =>
      resolve(stdout),
    );
  });

const root = path.resolve(__dirname, '../..');
const bin = (name: string) => path.join(root, 'node_modules', name);

/** One violation per rule of .dependency-cruiser.cjs: rule → files of a small project that breaks it. */
const violations: Record<string, Record<string, string>> = {
  'no-circular': { 'local/a.ts': "import './b';", 'local/b.ts': "import './a';" },
  'not-unresolvable': { 'local/lost.ts': "import './nowhere';" },
  'contracts-stand-alone': { 'contracts/bad.ts': "import '../local/lost';" },
  'primitives-are-pure': { 'contracts/primitives/bad.ts': "import 'zod';" },
  'src-knows-contracts-only': { 'src/services/bad.ts': "import '../../local/lost';" },
  'src-takes-types-not-zod': { 'src/services/heavy.ts': "import '../../contracts/bad';" },
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
  // An area importing a neighbour of its own rank, or what stands above it.
  ...Object.fromEntries(
    [
      ['coupon', 'points'],
      ['merchant', 'coupon'],
      ['points', 'card'],
      ['card', 'points'],
      ['referral', 'leader'],
      ['leader', 'payment'],
      ['payment', 'message'],
      ['message', 'identity'],
      ['identity', 'member'],
      ['member', 'sweep'],
      ['office', 'member'],
      ['payment-notify', 'sweep'],
      ['wechat-events', 'sweep'],
      ['sweep', 'payment-sweep'],
    ].map(([area, above]) => [
      `${area}-imports-below-itself`,
      { [`cloudfunctions/${area}/read-up.ts`]: `import '../${above}/read-below';` },
    ]),
  ),
};
/** Violations somebody might hope to hide: in a room within a room, and of types only. */
const hidden = [
  {
    rule: 'pure-files-import-only-contracts',
    file: 'cloudfunctions/points/rules/earning/clock.ts',
    content: "import '../../../kit/store/bad';",
  },
  {
    rule: 'coupon-imports-below-itself',
    file: 'cloudfunctions/coupon/rules/read-type.ts',
    content: "import type { Above } from '../../points/read-below';\nexport type Own = Above;",
  },
];
/** What those import; they import nothing themselves. */
const bystanders = [
  'coupon',
  'points',
  'card',
  'leader',
  'payment',
  'message',
  'identity',
  'member',
  'sweep',
  'wechat-events',
  'payment-sweep',
];

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
      bystanders.map((area) => [`cloudfunctions/${area}/read-below.ts`, 'export {};']),
    );
    const out = Object.fromEntries(hidden.map(({ file, content }) => [file, content]));
    for (const files of [...Object.values(violations), out, below]) {
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
      'cloudfunctions',
      'local',
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
  });

  it('every area has a rank', () => {
    const areas = readdirSync(path.join(root, 'cloudfunctions')).filter((name) => name !== 'kit');
    expect(Object.keys(violations)).toEqual(
      expect.arrayContaining(areas.map((name) => `${name}-imports-below-itself`)),
    );
  });

  it('every rule has a seeded violation', async () => {
    const imported: unknown = await import(path.join(root, '.dependency-cruiser.cjs'));
    const { forbidden } = configuration.parse(imported);
    expect(forbidden.map(({ name }) => name).sort()).toEqual(Object.keys(violations).sort());
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
