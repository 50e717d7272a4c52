import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { createClock } from './cloudbase/clock';
import { createLocalCloud, type LocalCloud, type LocalCloudOptions } from './server';
import { DATA_PLANE } from './test-data-plane';

export const START = Date.UTC(2026, 0, 1, 4);

const STORE = `${DATA_PLANE}
const insert = (collectionName, document) =>
  database('insertDocument', { collectionName, data: [JSON.stringify(document)] });
const count = async (collectionName) =>
  (await database('calculateDocument', { collectionName, query: '{}' })).data.total;
`;

/** What functions log, awaited instead of slept for. */
export class Heard {
  private count = 0;
  private waiting: { times: number; heard: () => void }[] = [];
  constructor(private readonly text: string) {}
  readonly onLog: NonNullable<LocalCloudOptions['onLog']> = ({ text }) => {
    if (text !== this.text) return;
    this.count += 1;
    for (const { times, heard } of this.waiting) if (this.count >= times) heard();
  };
  times(times: number): Promise<void> {
    if (this.count >= times) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push({ times, heard: resolve }));
  }
}

const optionsIn = (folder: string): LocalCloudOptions => ({
  location: ':memory:',
  env: 'test',
  clock: createClock({ frozenAt: START }),
  schema: [
    { name: 'notes', indexes: [] },
    { name: 'members', indexes: [] },
    {
      name: 'reminders',
      indexes: [
        {
          name: 'by_due',
          keys: [
            { field: 'status', direction: 1 },
            { field: 'dueAt', direction: 1 },
          ],
        },
      ],
    },
  ],
  functionsDir: path.join(folder, 'functions'),
  wechat: {
    accounts: [{ appid: 'wx0000000000000001', secret: 's', kind: 'mini-program', name: '团卡' }],
    templates: [],
    pages: () => null,
  },
  personas: [{ id: 'lin', openid: 'openid-lin', unionid: 'unionid-lin' }],
});

/** Local clouds with small functions, in a folder of each test's own: registers what begins and ends a test. */
export function serverStage() {
  let folder = '';
  const open: LocalCloud[] = [];

  function deploy(name: string, body: string, config: object = {}): void {
    const target = path.join(folder, 'functions', name);
    mkdirSync(target, { recursive: true });
    writeFileSync(path.join(target, 'index.js'), STORE + body);
    writeFileSync(path.join(target, 'config.json'), JSON.stringify(config));
  }

  async function start(options: Partial<LocalCloudOptions> = {}): Promise<LocalCloud> {
    const cloud = await createLocalCloud({ ...optionsIn(folder), ...options });
    open.push(cloud);
    return cloud;
  }

  const json = async (response: Response): Promise<unknown> => z.unknown().parse(await response.json());
  const get = async (cloud: LocalCloud, path: string) => json(await fetch(cloud.url + path));
  const post = (cloud: LocalCloud, path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
    fetch(cloud.url + path, { method: 'POST', body: JSON.stringify(body), headers });

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'cloud-'));
    mkdirSync(path.join(folder, 'functions'));
    deploy(
      'notes',
      `exports.main = async ({ text }) => { await insert('notes', { text }); return count('notes'); };`,
    );
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((cloud) => cloud.close()));
    rmSync(folder, { recursive: true });
  });

  /** Ends one before its test does. */
  async function close(cloud: LocalCloud): Promise<void> {
    open.splice(open.indexOf(cloud), 1);
    await cloud.close();
  }

  return { deploy, start, close, json, get, post, inFolder: (name: string) => path.join(folder, name) };
}
