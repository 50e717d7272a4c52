import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { areas } from '@contracts/areas';
import { schema } from '../../cloudfunctions/kit/store/schema';
import { kindSources } from '../../cloudfunctions/message/kinds/list-kinds';

/** Where things stand that an area declares and a higher one collects, and what there is one of. */

const root = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const sourcesOf = (...folders: string[]): string[] =>
  folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => path.join(folder, file))
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file)),
  );
const functions = sourcesOf('cloudfunctions');
const areaOf = (file: string): string => file.split('/')[1] ?? '';
const callers = sourcesOf('src', 'console');

describe('a collection', () => {
  const declared = functions.flatMap((file) =>
    [...read(file).matchAll(/^ *(\w+): collection\(/gm)].map(([, name = '']) => ({ file, name })),
  );

  it('is declared once, in a file `schema.ts` of whoever keeps it', () => {
    expect(declared.map(({ name }) => name).sort()).toEqual(Object.keys(schema).sort());
    expect(declared.filter(({ file }) => path.basename(file) !== 'schema.ts')).toEqual([]);
  });

  it('is only collected where the store is', () => {
    const collector = 'cloudfunctions/kit/store/schema.ts';
    expect(declared.filter(({ file }) => file === collector)).toEqual([]);
    const users = functions.filter((file) =>
      /import \{[^}]*Collections\b[^}]*\} from '[^']*schema'/.test(read(file)),
    );
    expect(users.filter((file) => path.basename(file) !== 'schema.ts')).toEqual([]);
  });
});

/** A kind that no area below the messages causes, and why. */
const WITHOUT_AN_AREA: Readonly<Record<string, string>> = {
  avatar_refused: 'caused by what WeChat tells `wechat-events`, which stands above',
};

describe('a kind of message', () => {
  const registry = read('cloudfunctions/message/kinds/list-kinds.ts');
  const homes = [...registry.matchAll(/from '(?:\.\.\/\.\.\/|\.\/)([\w/-]+)';/g)].map(
    ([, file = '']) => file,
  );
  const homeOf = (kind: string): string | undefined =>
    homes.find((file) => path.basename(file) === kind.replaceAll('_', '-'));

  it.each(Object.keys(kindSources))('%s stands in `notices/` of the area that causes it', (kind) => {
    if (kind in WITHOUT_AN_AREA) return expect(homeOf(kind)).toBe(kind.replaceAll('_', '-'));
    const home = homeOf(kind);
    expect(home).toMatch(/^(?!message\/)[a-z-]+\/notices\//);
    const causes = functions.filter(
      (file) => areaOf(file) === home?.split('/')[0] && read(file).includes(`'${kind}'`),
    );
    expect(causes.length).toBeGreaterThan(0);
  });

  it('is collected: nothing lies in a room of notices that nobody sends', () => {
    const lying = functions
      .filter((file) => file.includes('/notices/'))
      .filter((file) => !homes.some((home) => file === `cloudfunctions/${home}.ts`));
    expect(lying).toEqual([]);
  });
});

describe('parts of a sweep', () => {
  it('are declared beside their area, and every such file is collected', () => {
    const collectors = ['sweep', 'payment-sweep', 'member-sweep']
      .map((name) => read(`cloudfunctions/${name}/index.ts`))
      .join();
    const files = functions.filter((file) => path.basename(file) === 'sweep-parts.ts');
    expect(files.length).toBeGreaterThan(8);
    const left = files.filter(
      (file) => !collectors.includes(`'${file.replace('cloudfunctions', '..').replace('.ts', '')}'`),
    );
    expect(left).toEqual([]);
  });
});

describe('there is one', () => {
  it('proxy that makes clients of the contracts, for the phone and the desk', () => {
    const proxies = [...callers, ...sourcesOf('contracts')].filter((file) =>
      read(file).includes('new Proxy('),
    );
    expect(proxies).toEqual(['contracts/primitives/calls/by-name.ts']);
  });

  it('list of operations: no client says the names of an area again', () => {
    const names = Object.values(areas).map((table) => Object.keys(table));
    const listed = callers.filter((file) => {
      const text = read(file);
      const keys = new Set([...text.matchAll(/^\s+'?(\w+)'?(?::|,$)/gm)].map(([, name = '']) => name));
      return names.some((table) => table.filter((name) => keys.has(name)).length > 5);
    });
    expect(listed).toEqual([]);
  });

  it('canvas that posters are drawn on, one that shows codes, and one that makes a chosen picture smaller', () => {
    const canvases = callers.filter((file) =>
      /getContext\('2d'\)|createOffscreenCanvas|CanvasContext/.test(read(file)),
    );
    expect(canvases.sort()).toEqual([
      'console/pages/shop/stores/read-picture.ts',
      'src/components/member/code-picture.tsx',
      'src/platform/share/poster-canvas.tsx',
    ]);
  });

  it('place for each name of the ids of requests', () => {
    const said = [...callers, ...functions, ...sourcesOf('contracts')].filter((file) =>
      /export (?:function|const) (?:newRequestId|requestIdFrom)\b/.test(read(file)),
    );
    expect(said.sort()).toEqual([
      'cloudfunctions/kit/ids/request-id-from.ts',
      'contracts/primitives/codes/new-request-id.ts',
    ]);
  });
});

describe('the calendar', () => {
  const rules = read('.dependency-cruiser.cjs');
  const [, allowed = ''] = /name: 'dayjs-in-time-only'[\s\S]*?pathNot: \[([^\]]*)\]/.exec(rules) ?? [];

  it('is asked by the files the rule names, and by no other name that has gone', () => {
    const patterns = [...allowed.matchAll(/'([^']+)'/g)].map(([, one = '']) => one.replaceAll('\\\\', '\\'));
    expect(patterns.length).toBeGreaterThan(2);
    const all = [...callers, ...sourcesOf('contracts')];
    for (const pattern of patterns) {
      const named = all.filter((file) => new RegExp(pattern).test(file));
      expect({ pattern, none: named.length === 0 }).toEqual({ pattern, none: false });
      for (const file of named) expect(read(file)).toContain("from 'dayjs");
    }
    expect(existsSync(path.join(root, 'contracts/primitives/time.ts'))).toBe(true);
  });
});
