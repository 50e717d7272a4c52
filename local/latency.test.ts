import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { createClock } from './cloudbase/clock';
import { createLocalCloud, type LocalCloud } from './server';
import { DATA_PLANE } from './test-data-plane';

const START = Date.UTC(2026, 0, 1, 4);
let folder = '';
const open: LocalCloud[] = [];

const STORE = `${DATA_PLANE}
const insert = (_id, transactionId) =>
  database('insertDocument', { collectionName: 'notes', data: [JSON.stringify({ _id })], transactionId });
const count = async () => (await database('calculateDocument', { collectionName: 'notes', query: '{}' })).data.total;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const token = () => fetch(JSON.parse(process.env.TCB_CONTEXT_CNFG).URL.replace('/admin', '/wechat/cgi-bin/x'), { method: 'POST' });
const took = async (work) => {
  const [tick, date] = [performance.now(), Date.now()];
  await work();
  return [performance.now() - tick, Date.now() - date];
};
`;

function deploy(name: string, body: string, config: object = {}): void {
  const target = path.join(folder, name);
  mkdirSync(target, { recursive: true });
  writeFileSync(path.join(target, 'index.js'), STORE + body);
  writeFileSync(path.join(target, 'config.json'), JSON.stringify(config));
}

async function start(latency: Parameters<LocalCloud['latency']['set']>[0]): Promise<LocalCloud> {
  const cloud = await createLocalCloud({
    location: ':memory:',
    env: 'test',
    clock: createClock({ frozenAt: START }),
    schema: [{ name: 'notes', indexes: [] }],
    functionsDir: folder,
    wechat: { accounts: [], templates: [], pages: () => null },
  });
  open.push(cloud);
  cloud.latency.set(latency);
  return cloud;
}

const called = async (cloud: LocalCloud, name: string): Promise<unknown> => {
  const { result, error } = await cloud.invoke(name, {});
  return error ? error.code : result;
};

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'latency-'));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((cloud) => cloud.close()));
  rmSync(folder, { recursive: true });
});

describe('virtual time', () => {
  const even = { databaseMs: 40, wechatMs: 100, jitter: 0 };

  it('adds calls in a row, lets calls side by side overlap, and shows both clocks of the function', async () => {
    deploy('row', 'exports.main = () => took(async () => { await count(); await count(); await token(); });');
    deploy('beside', 'exports.main = () => took(() => Promise.all([count(), count(), token()]));');
    const cloud = await start(even);
    expect(await called(cloud, 'row')).toEqual([180, 180]);
    expect(await called(cloud, 'beside')).toEqual([100, 100]);
  });

  it('passes pauses without waiting, in the order they end', async () => {
    deploy(
      'pauses',
      `exports.main = async () => {
        const woken = [];
        const took_ = await took(() => Promise.all([
          sleep(900).then(() => woken.push('late')),
          sleep(20).then(count).then(() => woken.push('call')),
          sleep(300).then(() => woken.push('early')),
        ]));
        return [took_[0], ...woken];
      };`,
    );
    expect(await called(await start(even), 'pauses')).toEqual([900, 'call', 'early', 'late']);
  });

  it('a watchdog wakes when the calls it watches over have taken so long, not while nothing happens', async () => {
    deploy(
      'watched',
      `exports.main = () => {
        const hours = async (calls) => { for (let i = 0; i < calls; i += 1) await count(); return 'done'; };
        const within = (ms, work) => {
          let timer;
          const late = new Promise((resolve) => { timer = setTimeout(() => resolve('late'), ms); });
          return Promise.race([work, late]).finally(() => clearTimeout(timer));
        };
        return within(3000, sleep(500).then(() => hours(20))).then(async (first) => [first, await within(3000, hours(200))]);
      };`,
    );
    expect(await called(await start(even), 'watched')).toEqual(['done', 'late']);
  });

  it('moves the clock of the cloud on when a call is over, and for its way to the function', async () => {
    deploy('one', 'exports.main = count;');
    const cloud = await start({ ...even, functionMs: 60 });
    await called(cloud, 'one');
    expect(cloud.clock.now()).toBe(START + 100);
    await Promise.all([called(cloud, 'one'), called(cloud, 'one')]);
    expect(cloud.clock.now()).toBe(START + 200);
  });

  it('draws the same latencies for the same seed', async () => {
    deploy(
      'some',
      'exports.main = () => took(async () => { for (let i = 0; i < 20; i += 1) await count(); });',
    );
    const with_ = async (seed: number) => called(await start({ databaseMs: 40, jitter: 0.5, seed }), 'some');
    const once = await with_(7);
    expect(await with_(7)).toEqual(once);
    expect(await with_(8)).not.toEqual(once);
    const [total] = z.tuple([z.number(), z.number()]).parse(once);
    expect(total).toBeGreaterThan(20 * 20);
    expect(total).toBeLessThan(20 * 60);
  });
});

describe('the time limit of a function', () => {
  it('ends a call that takes longer, with what it left open, and whatever it would still send', async () => {
    deploy(
      'late',
      `exports.main = async () => {
        const { transactionId } = await database('startTransaction', {});
        await insert('held', transactionId);
        try {
          for (;;) await count();
        } finally {
          global.zombie = insert('sent by a dead call').then(() => 'sent', (error) => error.message);
        }
      };`,
      { timeout: 2 },
    );
    deploy(
      'rival',
      `exports.main = async () => { await insert('held'); return [await count(), await global.zombie]; };`,
    );
    const cloud = await start({ databaseMs: 40, jitter: 0.5 });
    expect(await called(cloud, 'late')).toBe('FUNCTIONS_TIME_LIMIT_EXCEEDED');
    expect(cloud.latency.functions.late).toMatchObject({ calls: 1, timedOut: 1 });
    // The document its transaction held is free at once.
    expect(await called(cloud, 'rival')).toEqual([1, 'the calling function was ended by its time limit']);
  });
});

it('really waits when asked to, and forgets it with a reset', async () => {
  deploy('twice', 'exports.main = () => took(async () => { await count(); await token(); });');
  const cloud = await start(null);
  const set = await fetch(`${cloud.url}/local/latency`, {
    method: 'POST',
    body: JSON.stringify({ databaseMs: 30, wechatMs: 30, jitter: 0, wait: true }),
  });
  expect(set.status).toBe(200);
  const startedTick = performance.now();
  await called(cloud, 'twice');
  expect(performance.now() - startedTick).toBeGreaterThanOrEqual(58);
  await cloud.reset();
  const reading: unknown = await (await fetch(`${cloud.url}/local/latency`)).json();
  expect(reading).toEqual({ settings: null, functions: {} });
});

it('refuses what is no latency', async () => {
  const cloud = await start(null);
  const refused = await fetch(`${cloud.url}/local/latency`, { method: 'POST', body: '{"databaseMs":-1}' });
  expect(refused.status).toBe(400);
});
