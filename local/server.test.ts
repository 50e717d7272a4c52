import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Heard, START, serverStage } from './test-server';

const { deploy, start, close, json, get, post, inFolder } = serverStage();

describe('POST /functions/<name>', () => {
  it('calls as a persona, as any identity, or as nobody', async () => {
    deploy('who', 'exports.main = (event, { environment }) => JSON.parse(environment).WX_OPENID ?? null;');
    const cloud = await start();
    const as = async (identity?: string) =>
      json(await post(cloud, '/functions/who', {}, identity ? { 'x-local-identity': identity } : {}));
    expect(await as('lin')).toEqual({ result: 'openid-lin' });
    expect(await as('{"openid":"openid-wang"}')).toEqual({ result: 'openid-wang' });
    expect(await as()).toEqual({ result: null });
  });

  it.each(['nobody', '{"openid":""}', '{broken'])('refuses the identity %s', async (identity) => {
    const cloud = await start();
    const response = await post(cloud, '/functions/notes', {}, { 'x-local-identity': identity });
    expect(response.status).toBe(400);
  });

  it('tells how many database calls it took, and how many had to wait for one another', async () => {
    deploy(
      'many',
      `exports.main = async () => { await insert('notes', {}); await Promise.all([count('notes'), count('notes')]); };`,
    );
    const cloud = await start();
    const response = await post(cloud, '/functions/many');
    expect(response.headers.get('x-local-database-calls')).toBe('3');
    expect(response.headers.get('x-local-database-sequence')).toBe('2');
    expect((await cloud.invoke('many', {})).database).toEqual({ calls: 3, inSequence: 2 });
  });

  it('keeps environments apart', async () => {
    const cloud = await start();
    await cloud.invoke('notes', { text: 'a' });
    const other = await post(cloud, '/functions/notes', { text: 'b' }, { 'x-local-env': 'other' });
    expect(await json(other)).toEqual({ result: 1 });
    expect((await cloud.invoke('notes', { text: 'c' })).result).toBe(2);
  });

  it('answers an unknown function as CloudBase does', async () => {
    const cloud = await start();
    expect(await json(await post(cloud, '/functions/absent'))).toMatchObject({
      error: { code: 'FUNCTION_NOT_FOUND' },
    });
  });

  it('cuts the connection when the answer is lost, after the work was done', async () => {
    const cloud = await start();
    await post(cloud, '/local/faults', { target: 'function', name: 'notes', kind: 'drop-after' });
    await expect(post(cloud, '/functions/notes', { text: 'a' })).rejects.toThrow();
    expect((await cloud.invoke('notes', { text: 'b' })).result).toBe(2);
  });
});

it('ANY /http/<name> reaches the function as an HTTP access event', async () => {
  deploy(
    'notice',
    `exports.main = ({ httpMethod, path, body, queryStringParameters }) =>
    ({ statusCode: 201, headers: { 'x-method': httpMethod }, body: path + ' ' + body + ' ' + queryStringParameters.a });`,
  );
  const cloud = await start();
  const response = await fetch(`${cloud.url}/http/notice/pay?a=1`, { method: 'PUT', body: '{"b": 2}' });
  expect([response.status, response.headers.get('x-method'), await response.text()]).toEqual([
    201,
    'PUT',
    '/notice/pay {"b": 2} 1',
  ]);
});

describe('timers', () => {
  const sweep = `exports.main = async (event, { environment }) => {
    const { TRIGGER_SRC, WX_OPENID } = JSON.parse(environment);
    await insert('notes', { event, TRIGGER_SRC, WX_OPENID, at: Date.now() });
    console.log('swept');
  };`;
  const minutely = { triggers: [{ name: 'minute', type: 'timer', config: '0 * * * * * *' }] };

  it('run when told to, at the moved time, as a timer', async () => {
    deploy('sweep', sweep, minutely);
    const cloud = await start();
    await post(cloud, '/local/clock', { advanceMs: 90_000 });
    expect(await json(await post(cloud, '/local/timers/run'))).toEqual({
      fired: [{ functionName: 'sweep', trigger: 'minute', at: START + 90_000 }],
    });
    const [note] = cloud.database
      .environment('test')
      .findDocuments('notes', { filter: {}, order: [], skip: 0, limit: 1 });
    expect(note?.document).toMatchObject({
      TRIGGER_SRC: 'timer',
      at: START + 90_000,
      event: { Type: 'Timer', TriggerName: 'minute' },
    });
    expect(note?.document).not.toHaveProperty('WX_OPENID');
  });

  it('run by themselves in real time when asked for', async () => {
    deploy('sweep', sweep, minutely);
    const swept = new Heard('swept');
    const cloud = await start({ timersEveryMs: 5, onLog: swept.onLog });
    const marks = () => cloud.database.environment('test').count('notes', {});
    cloud.moveClock(START + 60_000);
    await swept.times(1);
    expect(await marks()).toBe(1);
    // Many looks later it is still one: the next is due a minute on.
    cloud.moveClock(START + 120_000);
    await swept.times(2);
    expect(await marks()).toBe(2);
  });

  it('the next event is the sweep that will send the next reminder', async () => {
    deploy('sweep', sweep, minutely);
    const cloud = await start();
    expect(await get(cloud, '/local/next-event')).toEqual({ at: null, what: '' });
    await cloud.database.environment('test').insert('reminders', [
      { _id: 'a', status: 'scheduled', dueAt: START + 90_000, kind: 'coupon_expiry' },
      { _id: 'b', status: 'sent', dueAt: START + 1, kind: 'coupon_expiry' },
    ]);
    expect(await get(cloud, '/local/next-event')).toEqual({ at: START + 120_000, what: 'coupon_expiry' });
    cloud.moveClock(START + 600_000);
    expect(await get(cloud, '/local/next-event')).toEqual({ at: START + 660_000, what: 'coupon_expiry' });
  });
});

describe('reset', () => {
  it('empties, seeds, and returns to the start', async () => {
    let seeds = 0;
    const cloud = await start({
      seed: async (seeded, env) => {
        seeds += 1;
        await seeded.database.environment(env).insert('notes', [{ _id: 'seed' }]);
      },
    });
    expect((await cloud.invoke('notes', {})).result).toBe(2);
    await post(cloud, '/local/clock', { advanceMs: 1000 });
    await post(cloud, '/local/faults', { target: 'database', kind: 'error-before' });
    await post(cloud, '/local/reset');
    expect(await get(cloud, '/local/clock')).toMatchObject({ now: START, frozen: true });
    expect((await cloud.invoke('notes', {})).result).toBe(2);
    expect(seeds).toBe(2);
  });

  it('of another environment leaves the default one alone', async () => {
    const cloud = await start();
    await cloud.invoke('notes', {});
    await post(cloud, '/local/reset', { env: 'other' });
    expect((await cloud.invoke('notes', {})).result).toBe(2);
  });
});

describe('a local cloud on a folder', () => {
  it('finds everything again after a restart, and is seeded only once', async () => {
    const location = inFolder('kept');
    let seeds = 0;
    const options = { location, clock: undefined, seed: async () => void (seeds += 1) };
    const first = await start(options);
    await first.invoke('notes', { text: 'a' });
    first.moveClock(Date.now() + 7_200_000);
    await close(first);

    const second = await start(options);
    expect((await second.invoke('notes', { text: 'b' })).result).toBe(2);
    expect(second.clock.now() - Date.now()).toBeGreaterThan(7_190_000);
    expect(seeds).toBe(1);
    await second.reset();
    expect(Math.abs(second.clock.now() - Date.now())).toBeLessThan(1000);
  });
});

it('lets one process at a time have a folder, and gets over one that was killed', async () => {
  const location = inFolder('kept');
  await start({ location });
  await expect(start({ location })).rejects.toMatchObject({ name: 'FolderInUse' });
  const killed = inFolder('killed');
  mkdirSync(killed);
  writeFileSync(path.join(killed, 'process-id'), '99999999');
  await expect(start({ location: killed })).resolves.toBeDefined();
});
