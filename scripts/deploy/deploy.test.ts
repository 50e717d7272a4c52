import { createPublicKey } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { collectionNames } from '../../cloudfunctions/kit/store/schema';
import { deploySteps, findCli, reportsFailure } from './cloudbase-cli';
import { cloudbaserc, functionConfig } from './cloudbaserc';
import { collectionsToCreate } from './collections';
import { httpRoutes, routeLines } from './http-routes';
import { areas } from '../../contracts/areas';
import { demoVariables } from '../../local/seed/demo-settings';
import { CERTIFICATE_SERIAL, payKeys } from '../../local/wechat/pay/keys';
import { bytesOf, MOST_VARIABLE_BYTES, variablesOf } from './variable-bytes';

const FUNCTIONS = path.join(__dirname, '../../cloudfunctions');
const minute = { name: 'minute', type: 'timer', config: '0 * * * * * *' };
const named = (name: string, fixedEgress = false) => ({
  name,
  config: functionConfig.parse({ timeout: 5, fixedEgress }),
});
const sweep = { name: 'sweep', config: functionConfig.parse({ timeout: 50, triggers: [minute] }) };

describe('cloudbaserc.json', () => {
  it('names everything an update would otherwise reset or fix for ever', () => {
    const { envId, functionRoot, functions } = cloudbaserc({
      envId: 'prod-1',
      functions: [sweep],
      variables: { A: '1', B: '2' },
    });
    expect({ envId, functionRoot }).toEqual({ envId: 'prod-1', functionRoot: 'cloudfunctions' });
    expect(functions).toEqual([
      {
        name: 'sweep',
        type: 'Event',
        handler: 'index.main',
        runtime: 'Nodejs20.19',
        timeout: 50,
        memorySize: 256,
        installDependency: false,
        ignore: ['*.map'],
        envVariables: { A: '1', B: '2' },
        triggers: [minute],
      },
    ]);
  });

  it('gives who calls the official account an address that stays, and nobody else its secret', () => {
    const functions = [named('identity', true), named('member')];
    const variables = { OA_APPID: 'wx1', OA_SECRET: 's' };
    const egress = { PublicNetStatus: 'ENABLE', EipConfig: { EipStatus: 'ENABLE' } };
    const [identity, member] = cloudbaserc({ envId: 'e', functions, variables }).functions;
    expect(identity).toMatchObject({ envVariables: variables, publicNetConfig: egress });
    expect(member?.envVariables).toEqual({ OA_APPID: 'wx1' });
    expect(member).not.toHaveProperty('publicNetConfig');
    const [without] = cloudbaserc({ envId: 'e', functions, variables: {} }).functions;
    expect(without).not.toHaveProperty('publicNetConfig');
  });

  it('refuses more variables than a function may have', () => {
    const variables = { LONG: 'x'.repeat(4096) };
    expect(() => cloudbaserc({ envId: 'e', functions: [sweep], variables })).toThrow('4101 bytes');
  });

  it('counts what a function gets: pay keys where they are used, certificates as their public keys', () => {
    const pem = payKeys().platform[CERTIFICATE_SERIAL].pem;
    const key = createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString().trim();
    const variables = {
      MERCHANT_NAME: '团卡',
      OA_APPID: '',
      WECHAT_PAY_PLATFORM_KEYS: JSON.stringify({ '4A0B': pem, PUB_KEY_ID_1: key }),
    };
    expect(variablesOf(named('member'), variables)).toEqual({ MERCHANT_NAME: '团卡' });
    expect(bytesOf(variablesOf(named('member'), variables))).toBe('MERCHANT_NAME='.length + 6);
    const { WECHAT_PAY_PLATFORM_KEYS: keys = '' } = variablesOf(named('payment'), variables);
    expect(JSON.parse(keys)).toEqual({ '4A0B': key, PUB_KEY_ID_1: key });
    expect(keys.length).toBeLessThan(variables.WECHAT_PAY_PLATFORM_KEYS.length - 300);
  });

  it('leaves room: a complete deployment with fourteen templates, certificate and public key fits', () => {
    const complete = { ...demoVariables('https://api.weixin.qq.com'), WECHAT_APPID: 'wx0123456789abcdef' };
    for (const name of ['member', 'payment', 'sweep', 'payment-sweep', 'member-sweep'])
      expect(bytesOf(variablesOf(named(name, true), complete))).toBeLessThan(MOST_VARIABLE_BYTES);
  });

  it('a function may have one trigger', () => {
    expect(functionConfig.safeParse({ timeout: 5, triggers: [minute, minute] }).success).toBe(false);
  });
});

describe('what is reached from outside', () => {
  it('is every area, which the console calls, and where WeChat sends notices and events; nothing a timer starts', async () => {
    const built = readdirSync(FUNCTIONS, { withFileTypes: true }).flatMap(({ name }) => {
      const file = path.join(FUNCTIONS, name, 'config.json');
      return existsSync(file)
        ? [{ name, config: functionConfig.parse(JSON.parse(readFileSync(file, 'utf8'))) }]
        : [];
    });
    expect(
      httpRoutes(built)
        .map(({ path: route }) => route)
        .sort(),
    ).toEqual(
      [...Object.keys(areas), 'payment-notify', 'wechat-events'].map((name) => `/http/${name}`).sort(),
    );
    expect(routeLines('', [named('member')])[0]).toContain('<HTTP_DOMAIN>/http/member');
  });
});

describe('collections.json', () => {
  it('has every collection, none open to clients, with its indexes in order', () => {
    const collections = collectionsToCreate();
    expect(collections.map(({ CollectionName }) => CollectionName)).toEqual(collectionNames);
    expect(new Set(collections.map(({ Permission }) => Permission))).toEqual(new Set(['ADMINONLY']));
    const messages = collections.find(({ CollectionName }) => CollectionName === 'messages');
    expect(messages?.CreateIndexes.find(({ IndexName }) => IndexName === 'by_recipient')).toEqual({
      IndexName: 'by_recipient',
      MgoKeySchema: {
        MgoIsUnique: false,
        MgoIndexKeys: [
          { Name: 'recipient', Direction: '1' },
          { Name: 'createdAt', Direction: '-1' },
          { Name: '_id', Direction: '-1' },
        ],
      },
    });
  });
});

describe('the CloudBase CLI', () => {
  it('is found on the PATH, or not at all', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'cli-'));
    try {
      expect(findCli(folder, folder)).toBeUndefined();
      const program = path.join(folder, process.platform === 'win32' ? 'tcb.cmd' : 'tcb');
      writeFileSync(program, '');
      chmodSync(program, 0o755);
      expect(findCli('/nowhere', `/also-nowhere${path.delimiter}${folder}`)).toBe(program);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is asked for all functions of one environment', () => {
    const member = { name: 'member', config: functionConfig.parse({ timeout: 5 }) };
    expect(deploySteps('prod-1', [member, sweep]).map((step) => step.join(' '))).toEqual([
      'fn deploy sweep --force --envId prod-1',
      'fn deploy --all --force --envId prod-1',
    ]);
  });

  it.each([
    ['✖ 1 cloud function(s) deployment failed', true],
    ['✖ [member] 函数部署失败', true],
    ['✔ [member] 云函数部署成功！', false],
    ['✔ Successfully deployed 6 function(s)', false],
  ])('says %j: failed %s', (output, failed) => expect(reportsFailure(output)).toBe(failed));
});
