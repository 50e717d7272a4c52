import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Heard, START, serverStage } from './test-server';

const { deploy, start, get, post, inFolder } = serverStage();

describe('the database seen from outside', () => {
  it('counts calls by action, and starts over when asked', async () => {
    const cloud = await start();
    await cloud.invoke('notes', {});
    expect(await get(cloud, '/local/stats?reset=1')).toMatchObject({
      total: 2,
      byAction: { 'database.insertDocument': 1, 'database.calculateDocument': 1 },
    });
    expect(await get(cloud, '/local/stats')).toMatchObject({ total: 0 });
  });

  it('breaks by rule, and heals', async () => {
    const cloud = await start();
    await post(cloud, '/local/faults', {
      rules: [{ target: 'database', kind: 'drop', action: 'database.insert*' }],
    });
    expect((await cloud.invoke('notes', {})).error?.code).toBe('FUNCTIONS_EXECUTE_FAIL');
    await post(cloud, '/local/faults', { clear: true });
    expect((await cloud.invoke('notes', {})).result).toBe(1);
    expect((await post(cloud, '/local/faults', { target: 'moon' })).status).toBe(400);
  });

  it('is closed to a function its time limit has ended', async () => {
    deploy(
      'slow',
      `exports.main = async () => {
        await new Promise((done) => setTimeout(done, 1100));
        await insert('notes', {}).finally(() => console.log('answered'));
      };`,
      { timeout: 1 },
    );
    const answered = new Heard('answered');
    const cloud = await start({ onLog: answered.onLog });
    expect((await cloud.invoke('slow', {})).error?.code).toBe('FUNCTIONS_TIME_LIMIT_EXCEEDED');
    await answered.times(1);
    expect(await cloud.database.environment('test').count('notes', {})).toBe(0);
  });
});

describe('the phone pages', () => {
  it('say what to do while they are not built', async () => {
    const cloud = await start({ appDir: inFolder('h5') });
    const response = await fetch(`${cloud.url}/app/`);
    expect([response.status, await response.text()]).toEqual([
      503,
      expect.stringContaining('npm run build:h5'),
    ]);
  });

  it('are served with WeChat around them', async () => {
    const appDir = inFolder('h5');
    mkdirSync(path.join(appDir, 'js'), { recursive: true });
    writeFileSync(
      path.join(appDir, 'index.html'),
      '<html><head lang="zh"><script src="js/app.js"></script></head></html>',
    );
    writeFileSync(path.join(appDir, 'js/app.0123abcd.js'), 'app');
    writeFileSync(inFolder('secret.js'), 'secret');
    const cloud = await start({ appDir });
    const read = async (path: string) => {
      const response = await fetch(cloud.url + path);
      return [response.status, response.headers.get('content-type'), await response.text()];
    };
    const page: unknown = expect.stringContaining(
      '<head lang="zh"><script src="/simulator/wechat.js"></script>',
    );
    expect(await read('/app')).toEqual([200, expect.stringContaining('text/html'), page]);
    expect(await read('/app/pages/home/index?persona=lin')).toEqual([200, expect.anything(), page]);
    expect(await read('/app/js/app.0123abcd.js')).toEqual([
      200,
      expect.stringContaining('javascript'),
      'app',
    ]);
    expect((await read('/app/js/absent.js'))[0]).toBe(404);
    expect((await read('/app/..%2fsecret.js'))[0]).toBe(404);
  });
});

it('answers only this computer', async () => {
  const cloud = await start();
  const from = (headers: Record<string, string>) => fetch(`${cloud.url}/local/health`, { headers });
  expect((await from({ origin: 'https://example.com' })).status).toBe(403);
  expect((await from({ origin: 'http://localhost:10086' })).status).toBe(200);
});

it('tells its health and people', async () => {
  const cloud = await start();
  expect(await get(cloud, '/local/health')).toEqual({
    ok: true,
    env: 'test',
    now: START,
    functions: ['notes'],
  });
  expect(await get(cloud, '/local/personas')).toEqual([
    { id: 'lin', openid: 'openid-lin', unionid: 'unionid-lin' },
  ]);
  expect(await get(cloud, '/local/inbox?openid=openid-lin')).toEqual({ messages: [] });
});

it('says when its port is taken', async () => {
  const cloud = await start();
  await expect(start({ port: cloud.port })).rejects.toMatchObject({ name: 'PortBusy', port: cloud.port });
});
