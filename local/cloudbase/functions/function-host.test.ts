import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createClock } from '../clock';
import { AnswerLost } from './function-error';
import type { FunctionFault } from './function-fault';
import { createFunctionHost } from './function-host';
import type { LogLine } from './instance/function-runtime';
import type { Origin } from './call/identity';
import { platformVariables } from './instance/platform-variables';

const NOON = Date.UTC(2026, 0, 1, 4);
let functionsDir = '';
let logged: LogLine[] = [];
let nextFault: FunctionFault | undefined;
const clock = createClock({ frozenAt: NOON });

const host = () =>
  createFunctionHost({
    functionsDir,
    appid: 'wx0000000000000001',
    now: clock.now,
    variables: (env) => ({ ...platformVariables(env, 'http://127.0.0.1:1/admin'), GREETING: 'hello' }),
    onLog: (line) => logged.push(line),
    fault: () => nextFault,
  });

/** Writes a function as the build would: one CommonJS file and its config. */
function deploy(name: string, body: string, config: object = {}): void {
  const folder = path.join(functionsDir, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'index.js'), body);
  writeFileSync(path.join(folder, 'config.json'), JSON.stringify(config));
}

const shopper = (openid: string, unionid?: string): Origin => ({
  kind: 'client',
  identity: { openid, unionid },
});
const call = (
  functionName: string,
  event: unknown = {},
  origin: Origin = { kind: 'server' },
  env = 'test',
) => ({
  functionName,
  event,
  origin,
  env,
});

beforeEach(() => {
  functionsDir = mkdtempSync(path.join(os.tmpdir(), 'functions-'));
  logged = [];
  nextFault = undefined;
  clock.reset();
});
afterEach(() => rmSync(functionsDir, { recursive: true }));

describe('the answer', () => {
  it('is the result as JSON', async () => {
    deploy('echo', 'exports.main = async (event) => ({ event, at: new Date(5), none: undefined });');
    expect(await host().invoke(call('echo', { a: [1, undefined] }))).toEqual({
      result: { event: { a: [1, null] }, at: '1970-01-01T00:00:00.005Z' },
    });
  });

  it('is null for a function that returns nothing', async () => {
    deploy('silent', 'exports.main = () => {};');
    expect(await host().invoke(call('silent'))).toEqual({ result: null });
  });

  it('is FUNCTIONS_EXECUTE_FAIL with the message when the function throws', async () => {
    deploy('broken', 'exports.main = async () => { throw new Error("no stock"); };');
    const { error } = await host().invoke(call('broken'));
    expect(error).toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' });
    expect(error?.message).toContain('no stock');
  });

  it.each([
    ['loads with an error', 'throw new Error("at load");'],
    ['exports no main', 'exports.other = 1;'],
    ['needs a package that is not bundled', 'require("hono"); exports.main = () => 1;'],
    ['answers what JSON cannot say', 'exports.main = () => 1n;'],
    ['ends the process', 'exports.main = () => process.exit(1);'],
  ])('is FUNCTIONS_EXECUTE_FAIL when the function %s', async (_, body) => {
    deploy('broken', body);
    expect((await host().invoke(call('broken'))).error?.code).toBe('FUNCTIONS_EXECUTE_FAIL');
  });

  it.each(['absent', '../absent', ''])('is FUNCTION_NOT_FOUND for "%s"', async (name) => {
    expect((await host().invoke(call(name))).error?.code).toBe('FUNCTION_NOT_FOUND');
  });

  it('is refused beyond 6 MB in either direction', async () => {
    deploy('large', 'exports.main = ({ bytes }) => "x".repeat(bytes);');
    const tooMuch = 6 * 1024 * 1024;
    const up = await host().invoke(call('large', { padding: 'x'.repeat(tooMuch) }));
    const down = await host().invoke(call('large', { bytes: tooMuch }));
    const fits = await host().invoke(call('large', { bytes: tooMuch - 2 }));
    expect([up.error?.code, down.error?.code, fits.error]).toEqual([
      'EXCEED_MAX_PAYLOAD_SIZE',
      'EXCEED_MAX_PAYLOAD_SIZE',
      undefined,
    ]);
  });
});

describe('the time limit', () => {
  it('ends a call that overruns its configured seconds, and its instance', async () => {
    deploy(
      'slow',
      `let calls = 0;
       exports.main = ({ hangs }) => (hangs ? new Promise(() => {}) : ++calls);`,
      { timeout: 1 },
    );
    const functions = host();
    expect(await functions.invoke(call('slow', { hangs: false }))).toEqual({ result: 1 });
    expect((await functions.invoke(call('slow', { hangs: true }))).error).toMatchObject({
      code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
      message: 'Invoking task timed out after 1 seconds',
    });
    expect(await functions.invoke(call('slow', { hangs: false }))).toEqual({ result: 1 });
  });
});

describe('time inside a function', () => {
  it('follows the clock in every form, and dates stay dates', async () => {
    deploy(
      'time',
      `exports.main = async () => {
         class Moment extends Date {}
         return {
           now: Date.now(), made: new Date().getTime(), text: Date(), given: new Date(7).getTime(),
           parts: new Date(2026, 0, 2).getDate(), utc: Date.UTC(1970, 0, 1), moment: new Moment().getTime(),
           isDate: new Date() instanceof Date && new Moment() instanceof Moment,
           isNodesDate: require('util').types.isDate(new Date()),
         };
       };`,
    );
    clock.advance(7_200_000);
    expect((await host().invoke(call('time'))).result).toEqual({
      now: NOON + 7_200_000,
      made: NOON + 7_200_000,
      text: new Date(NOON + 7_200_000).toString(),
      given: 7,
      parts: 2,
      utc: 0,
      moment: NOON + 7_200_000,
      isDate: true,
      isNodesDate: true,
    });
  });

  it('does not move outside it', () => {
    expect(Math.abs(Date.now() - NOON)).toBeGreaterThan(1000);
  });
});

describe('the environment of a function', () => {
  it('holds its own variables and nothing of the laptop', async () => {
    deploy(
      'environment',
      `exports.main = () => ({
         greeting: process.env.GREETING, env: process.env.TCB_ENV, scf: process.env.TENCENTCLOUD_RUNENV,
         path: process.env.PATH, hasPath: 'PATH' in process.env, version: process.version,
       });`,
    );
    expect((await host().invoke(call('environment', {}, undefined, 'other'))).result).toEqual({
      greeting: 'hello',
      env: 'other',
      scf: 'SCF',
      hasPath: false,
      version: process.version,
    });
  });

  it('is one instance per environment, kept between calls and replaced by a newer build', async () => {
    deploy('counter', 'let n = 0; exports.main = () => ++n;');
    const functions = host();
    const count = async (env: string) => (await functions.invoke(call('counter', {}, undefined, env))).result;
    expect([await count('a'), await count('a'), await count('b')]).toEqual([1, 2, 1]);

    deploy('counter', 'exports.main = () => "new";');
    utimesSync(path.join(functionsDir, 'counter/index.js'), new Date(), new Date(Date.now() + 5000));
    expect(await count('a')).toBe('new');
  });

  it('forgets its instances on restart', async () => {
    deploy('counter', 'let n = 0; exports.main = () => ++n;');
    const functions = host();
    await functions.invoke(call('counter'));
    functions.restart();
    expect(await functions.invoke(call('counter'))).toEqual({ result: 1 });
  });
});

describe('who is calling', () => {
  const whoami = `exports.main = async ({ turns }, context) => {
    for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
    console.log('working');
    return { ...JSON.parse(context.environment), trigger: process.env.TRIGGER_SRC ?? null };
  };`;

  it('stays with its own call among many at once', async () => {
    deploy('whoami', whoami);
    const functions = host();
    const people = Array.from({ length: 40 }, (_, index) => `openid-${index}`);
    const answers = await Promise.all(
      people.map((openid, index) =>
        functions.invoke({
          ...call('whoami', { turns: (index * 7) % 20 }, shopper(openid)),
          requestId: openid,
        }),
      ),
    );
    answers.forEach(({ result }, index) => {
      expect(result).toMatchObject({ WX_OPENID: people[index], TCB_SEQID: people[index] });
    });
    expect(new Set(logged.map((line) => line.requestId))).toEqual(new Set(people));
  });

  it('has a unionid only when WeChat gave one', async () => {
    deploy('whoami', whoami);
    const functions = host();
    const bound = await functions.invoke(call('whoami', {}, shopper('o1', 'u1')));
    const unbound = await functions.invoke(call('whoami', {}, shopper('o1')));
    expect(bound.result).toMatchObject({
      WX_UNIONID: 'u1',
      WX_APPID: 'wx0000000000000001',
      TCB_SOURCE: 'wx_client',
    });
    expect(unbound.result).not.toHaveProperty('WX_UNIONID');
  });

  it('is nobody for timers, HTTP access and the console', async () => {
    deploy('whoami', whoami);
    const functions = host();
    const kinds: Origin[] = [{ kind: 'timer' }, { kind: 'http' }, { kind: 'server' }];
    for (const origin of kinds) {
      const { result } = await functions.invoke(call('whoami', {}, origin));
      expect(result).not.toHaveProperty('WX_OPENID');
      expect(result).toHaveProperty('trigger', origin.kind === 'timer' ? 'timer' : null);
    }
  });
});

describe('what a function logs', () => {
  it('is tagged with its call', async () => {
    deploy('chatty', 'console.info("loaded"); exports.main = () => { console.error("bad: %d", 3); };');
    await host().invoke({ ...call('chatty'), requestId: 'r1' });
    expect(logged).toEqual([
      { at: NOON, env: 'test', functionName: 'chatty', requestId: 'r1', level: 'info', text: 'loaded' },
      { at: NOON, env: 'test', functionName: 'chatty', requestId: 'r1', level: 'error', text: 'bad: 3' },
    ]);
  });
});

describe('an injected fault', () => {
  const counted = 'let n = 0; exports.main = () => ++n;';

  it.each<[FunctionFault['kind'], number]>([
    ['drop-before', 1],
    ['drop-after', 2],
  ])('%s loses the answer', async (kind, next) => {
    deploy('counter', counted);
    const functions = host();
    if (kind !== 'delay') nextFault = { kind };
    await expect(functions.invoke(call('counter'))).rejects.toBeInstanceOf(AnswerLost);
    nextFault = undefined;
    expect(await functions.invoke(call('counter'))).toEqual({ result: next });
  });

  it('duplicate delivers twice and answers once', async () => {
    deploy('counter', counted);
    const functions = host();
    nextFault = { kind: 'duplicate' };
    expect(await functions.invoke(call('counter'))).toEqual({ result: 1 });
    nextFault = undefined;
    expect(await functions.invoke(call('counter'))).toEqual({ result: 3 });
  });

  it('error refuses without running, delay runs later', async () => {
    deploy('counter', counted);
    const functions = host();
    nextFault = { kind: 'error' };
    expect((await functions.invoke(call('counter'))).error?.code).toBe('SYS_ERR');
    nextFault = { kind: 'delay', delayMs: 5 };
    expect(await functions.invoke(call('counter'))).toEqual({ result: 1 });
  });
});
