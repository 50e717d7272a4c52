import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DAY_MS } from '../contracts/primitives/time';
import { createLocalCloud, type LocalCloud } from '../local/server';
import { buildFunctions } from './build-functions';

const BUDGET_BYTES = 700 * 1024;

const SDK_FUNCTION = `
import cloudbase from '@cloudbase/node-sdk';
const app = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV, keepalive: true });

const uses: Record<string, (input: any, context: any) => unknown> = {
  async database({ id }) {
    const db = app.database();
    const notes = db.collection('notes');
    await notes.add({ _id: id, at: new Date(), n: 1 });
    await notes.doc(id).update({ n: db.command.inc(2) });
    await db.runTransaction(async (transaction) => {
      const { data } = await transaction.collection('notes').doc(id).get();
      await transaction.collection('notes').doc(id).update({ n: data.n * 10 });
    });
    const { data } = await notes.where({ n: db.command.gte(30), at: db.command.lte(new Date()) }).get();
    return data;
  },
  async whoami({ turns }, context) {
    for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
    const { WX_OPENID, WX_UNIONID, WX_APPID, TCB_ENV, TRIGGER_SRC } = cloudbase.getCloudbaseContext(context);
    return { WX_OPENID, WX_UNIONID, WX_APPID, TCB_ENV, TRIGGER_SRC };
  },
  version: () => cloudbase.version,
  ai: () => app.ai(),
  stack: () => { try { return standsInTheStack(); } catch (error) { return error.stack; } },
  async timer(event, context) {
    const { TRIGGER_SRC, WX_OPENID } = cloudbase.getCloudbaseContext(context);
    const seen = { _id: 'timer', TRIGGER_SRC, variable: process.env.TRIGGER_SRC, nobody: !WX_OPENID, event };
    await app.database().collection('notes').add(seen);
  },
};
function standsInTheStack(): never {
  const shortenedLocal = String(Math.random());
  throw new Error('where am I' + shortenedLocal + shortenedLocal);
}
export const main = (event: any, context: any) => uses[event.Type === 'Timer' ? 'timer' : event.use]!(event, context);
`;

let folder = '';
let cloud: LocalCloud;
const sourceDir = () => path.join(folder, 'source');
const outDir = () => path.join(folder, 'out');

function write(name: string, source: string, config: object = {}): void {
  const target = path.join(sourceDir(), name);
  mkdirSync(target, { recursive: true });
  writeFileSync(path.join(target, 'index.ts'), source);
  writeFileSync(path.join(target, 'config.json'), JSON.stringify(config));
}
const build = () => buildFunctions({ sourceDir: sourceDir(), outDir: outDir() });

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'build-'));
  write('sdk', SDK_FUNCTION, { triggers: [{ name: 'minute', type: 'timer', config: '0 * * * * * *' }] });
  mkdirSync(path.join(sourceDir(), 'shared'));
  writeFileSync(path.join(sourceDir(), 'shared/notes.ts'), 'export const one = 1;');
  await build();
  cloud = await createLocalCloud({
    location: ':memory:',
    env: 'test',
    schema: [{ name: 'notes', indexes: [] }],
    functionsDir: outDir(),
    wechat: {
      accounts: [{ appid: 'wx1', secret: 's', kind: 'mini-program' }],
      templates: [],
      pages: () => null,
    },
  });
});
afterAll(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

describe('a built function', () => {
  it('is one file within the budget, with its config, and needs nothing installed', () => {
    const target = path.join(outDir(), 'sdk');
    expect(readFileSync(path.join(target, 'index.js')).length).toBeLessThan(BUDGET_BYTES);
    expect(JSON.parse(readFileSync(path.join(target, 'package.json'), 'utf8'))).toEqual({
      name: 'sdk',
      main: 'index.js',
    });
    expect(readFileSync(path.join(target, 'config.json'), 'utf8')).toContain('"minute"');
    expect(existsSync(path.join(outDir(), 'shared'))).toBe(false);
  });

  it('uses the database, transactions included, at the moved time', async () => {
    cloud.clock.advance(DAY_MS);
    const { result, error } = await cloud.invoke('sdk', { use: 'database', id: 'a' });
    expect(error).toBeUndefined();
    expect(result).toEqual([{ _id: 'a', n: 30, at: expect.stringMatching(/^\d{4}-/) as unknown }]);
    const [, at = ''] = /"at":"([^"]+)"/.exec(JSON.stringify(result)) ?? [];
    expect(Date.parse(at) - Date.now()).toBeGreaterThan(80_000_000);
  });

  it('counts its database calls by what the SDK sends', async () => {
    const { database } = await cloud.invoke('sdk', { use: 'database', id: 'b' });
    expect(database).toEqual({ calls: 7, inSequence: 7 });
  });

  it('counts them for each of many concurrent calls', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `concurrent-${index}`);
    const answers = await Promise.all(ids.map((id) => cloud.invoke('sdk', { use: 'database', id })));
    answers.forEach(({ error, database }) => {
      expect(error).toBeUndefined();
      expect(database).toEqual({ calls: 7, inSequence: 7 });
    });
  });

  it('learns who calls from the SDK, also among many at once', async () => {
    const people = Array.from({ length: 30 }, (_, index) => `openid-${index}`);
    const answers = await Promise.all(
      people.map((openid, index) =>
        cloud.invoke('sdk', { use: 'whoami', turns: (index * 11) % 17 }, { openid, unionid: `u-${openid}` }),
      ),
    );
    answers.forEach(({ result }, index) => {
      const openid = people[index];
      expect(result).toEqual({
        WX_OPENID: openid,
        WX_UNIONID: `u-${openid}`,
        WX_APPID: 'wx1',
        TCB_ENV: 'test',
      });
    });
  });

  it('keeps the SDK’s version, and says plainly what was left out', async () => {
    expect((await cloud.invoke('sdk', { use: 'version' })).result).toMatch(/^3\.\d+\.\d+$/);
    const { error } = await cloud.invoke('sdk', { use: 'ai' });
    expect(error?.message).toContain('left out of the function bundle');
  });

  it('names our functions in a stack, with the names inside them shortened', async () => {
    expect((await cloud.invoke('sdk', { use: 'stack' })).result).toContain('at standsInTheStack');
    expect(readFileSync(path.join(outDir(), 'sdk/index.js'), 'utf8')).not.toContain('shortenedLocal');
    expect(readFileSync(path.join(outDir(), 'sdk/index.js'), 'utf8')).not.toMatch(/require_\w|node_modules/);
    const map = readFileSync(path.join(outDir(), 'sdk/index.js.map'), 'utf8');
    expect(map).toContain('shortenedLocal');
  });

  it('knows its timer from the context, and that nobody called', async () => {
    cloud.clock.advance(60_000);
    expect((await cloud.runTimers()).map(({ error }) => error)).toEqual([undefined]);
    const environment = cloud.database.environment('test');
    const [note] = environment.findDocuments('notes', {
      filter: { _id: 'timer' },
      order: [],
      skip: 0,
      limit: 1,
    });
    expect(note?.document).toMatchObject({
      TRIGGER_SRC: 'timer',
      variable: 'timer',
      nobody: true,
      event: { Type: 'Timer', TriggerName: 'minute' },
    });
  });
});

describe('a second build', () => {
  const rebuilt = async () => (await build()).filter((one) => one.rebuilt).map((one) => one.name);

  it('touches only what changed, by content', async () => {
    const uses = (name: string) =>
      `import { one } from '../shared/notes'; export const main = () => one; // ${name}`;
    write('first', uses('first'));
    write('second', 'export const main = () => 2;');
    expect(await rebuilt()).toEqual(['first', 'second']);
    expect(await rebuilt()).toEqual([]);

    utimesSync(path.join(sourceDir(), 'first/index.ts'), new Date(), new Date());
    expect(await rebuilt()).toEqual([]);
    writeFileSync(path.join(sourceDir(), 'shared/notes.ts'), 'export const one = 11;');
    expect(await rebuilt()).toEqual(['first']);
    write('second', 'export const main = () => 2;', { timeout: 3 });
    expect(await rebuilt()).toEqual(['second']);
  });

  it('removes a function that is gone, and builds only those asked for', async () => {
    rmSync(path.join(sourceDir(), 'second'), { recursive: true });
    await build();
    expect(existsSync(path.join(outDir(), 'second'))).toBe(false);
    writeFileSync(path.join(sourceDir(), 'shared/notes.ts'), 'export const one = 12;');
    const only = await buildFunctions({ sourceDir: sourceDir(), outDir: outDir(), only: ['sdk'] });
    expect(only).toEqual([expect.objectContaining({ name: 'sdk', rebuilt: false })]);
  });
});
