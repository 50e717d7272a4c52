import { readFileSync } from 'node:fs';
import path from 'node:path';
import { MINUTE_MS } from '../../contracts/primitives/time';
import { askSelfCheck } from '../../cloudfunctions/kit/host/self-check';
import { callDeployed } from '../../cloudfunctions/kit/store/deployed-function';
import { FIXED_ADDRESS } from '../../local/cloudbase/functions/network/egress';
import { platformVariables } from '../../local/cloudbase/functions/instance/platform-variables';
import { demoVariables } from '../../local/seed/demo-settings';
import type { LocalCloud } from '../../local/server';
import { startJourney } from '../../tests/stage/stage';
import { buildFunctions } from '../build-functions';
import { askDeployed, fixedEgressFunctions, officialAccountFindings } from './official-account';

const FUNCTIONS = path.join(__dirname, '../../cloudfunctions');
/** The client's methods that take the official account's token. */
const OFFICIAL_CALL = /\.(sendTemplateMessage|sendSubscribeNotice|readFollowers|listFollowers)\(/;

it('the functions with a fixed address are those that call the official account', async () => {
  const built = await buildFunctions({ outDir: path.resolve('dist/cloudfunctions') });
  const calling = built.filter(({ file }) => OFFICIAL_CALL.test(readFileSync(file, 'utf8')));
  expect(calling.map(({ name }) => name).sort()).toEqual(fixedEgressFunctions(FUNCTIONS).sort());
});

describe('the doctor on the official account', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
    Object.assign(process.env, platformVariables(cloud.env, `${cloud.url}/admin`));
  });
  afterAll(() => cloud.close());

  const look = async (names = fixedEgressFunctions(FUNCTIONS), variables = demoVariables(cloud.url)) => {
    const ask = askDeployed(variables, () => cloud.clock.now());
    if (!ask) throw new Error('the demo has an official account');
    return officialAccountFindings(names, ask);
  };
  const words = async (...from: Parameters<typeof look>) =>
    (await look(...from)).map(({ ok, warning, chinese }) => [warning ? '!' : ok ? '✓' : '✗', chinese]);

  it('asks every function from inside', async () =>
    expect(await words()).toEqual([
      ['✓', 'identity 能调用公众号'],
      ['✓', 'sweep 能调用公众号'],
      ['✓', 'wechat-events 能调用公众号'],
    ]));

  it('names the address to put on the allowlist (40164)', async () => {
    cloud.wechat.state.officialAllowlist = [];
    const found = await words(['sweep']);
    cloud.wechat.state.officialAllowlist = [FIXED_ADDRESS];
    expect(found).toEqual([
      ['✗', expect.stringContaining(`sweep 的出口 IP ${FIXED_ADDRESS} 不在`) as string],
    ]);
  });

  it('tells a wrong secret, a silence of WeChat, and a function that is not deployed', async () => {
    const fault = { target: 'wechat', path: '/cgi-bin/stable_token', times: 1 } as const;
    cloud.faults.apply({ ...fault, kind: 'errcode', errcode: 40125 });
    expect(await words(['sweep'])).toEqual([['✗', '公众号 AppSecret 不对（40125）']]);
    cloud.faults.apply({ ...fault, kind: 'drop-before' });
    expect(await words(['sweep'])).toEqual([['✗', 'sweep 调用不了公众号：微信没有回应']]);
    expect(await words(['nobody'])).toEqual([['!', expect.stringContaining('nobody 没有回答') as string]]);
  });

  it('is answered only with the deployment’s key, and not for long', async () => {
    const other = { ...demoVariables(cloud.url), MEMBER_CODE_KEY: Buffer.alloc(32, 9).toString('base64') };
    expect((await look(['sweep'], other))[0]?.warning).toBe(true);
    const { MEMBER_CODE_KEY = '' } = demoVariables(cloud.url);
    const old = askSelfCheck(Buffer.from(MEMBER_CODE_KEY, 'base64'), cloud.clock.now() - 6 * MINUTE_MS);
    expect(await callDeployed('identity', old)).toMatchObject({ ok: false });
  });

  it('asks nobody where there is no account', () => expect(askDeployed({}, Date.now)).toBeNull());
});

it('a function without a fixed address is refused by WeChat', async () => {
  const cloud = await startJourney();
  try {
    const answer = await fetch(`${cloud.url}/wechat/cgi-bin/stable_token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-local-address': '198.51.100.7' },
      body: JSON.stringify({
        grant_type: 'client_credential',
        appid: demoVariables(cloud.url).OA_APPID,
        secret: demoVariables(cloud.url).OA_SECRET,
      }),
    });
    expect(await answer.json()).toMatchObject({
      errcode: 40164,
      errmsg: expect.stringContaining('invalid ip 198.51.100.7') as string,
    });
  } finally {
    await cloud.close();
  }
});
