import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import * as z from 'zod';
import { moreThan } from '../../../cloudfunctions/kit/store/query/condition';
import { openStore } from '../../../cloudfunctions/kit/store/store';
import { platformVariables } from '../../../local/cloudbase/functions/instance/platform-variables';
import { demoPerson } from '../../../local/seed/demo-people';
import { newTestRequest } from '../../stage/stage';

const ROOT = path.resolve(__dirname, '../../..');
const health = z.object({ env: z.string() });
const answer = z.object({ result: z.object({ ok: z.boolean(), error: z.unknown().optional() }) });

/** What `npm start` prints, as somebody on the first day of a shop types it. */
describe('the setup code that npm start prints', () => {
  let started: ChildProcess | null = null;
  afterEach(() => {
    started?.kill('SIGTERM');
  });

  /** Its printed code and address. */
  const start = (): Promise<{ url: string; code: string }> =>
    new Promise((resolve, reject) => {
      const tsx = path.join(ROOT, 'node_modules/tsx/dist/cli.mjs');
      started = spawn(process.execPath, [tsx, 'local/main.ts', '--memory', '--port', '0'], { cwd: ROOT });
      let said = '';
      started.on('exit', () => reject(new Error(said)));
      for (const stream of [started.stdout, started.stderr])
        stream?.on('data', (part: Buffer) => {
          said += part.toString();
          const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
          const [, code] = /setup code[^\n]*\n\s*([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})/.exec(said) ?? [];
          if (url !== undefined && code !== undefined) resolve({ url, code });
        });
    });

  it('makes the first owner of that very cloud, once', async () => {
    const { url, code } = await start();
    const { env } = health.parse(await (await fetch(`${url}/local/health`)).json());
    Object.assign(process.env, platformVariables(env, `${url}/admin`));
    const store = openStore({ databaseCalls: 0 }, 'write');
    const { items } = await store.staff.find({ where: { _id: moreThan('') }, orderBy: '_id', limit: 50 });
    await store.transact(async (transaction) => {
      for (const { _id } of items.filter(({ roles }) => roles.includes('owner')))
        await transaction.staff.remove(_id);
    });
    const claim = async (person: string, typed: string) => {
      const { openid, unionid, appid } = demoPerson(person);
      const response = await fetch(`${url}/functions/merchant`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-local-identity': JSON.stringify({ openid, unionid, appid }),
        },
        body: JSON.stringify({
          op: 'takeOwnership',
          input: { code: typed, name: '李姐' },
          requestId: newTestRequest(),
        }),
      });
      return answer.parse(await response.json()).result;
    };
    expect(await claim('shopper-lin', '2222-2222-2222')).toMatchObject({
      error: { code: 'setup_code_wrong' },
    });
    expect(await claim('shopper-lin', code)).toMatchObject({ ok: true });
    expect(await claim('shopper-wang', code)).toMatchObject({ error: { code: 'owner_exists' } });
  }, 120_000);
});
