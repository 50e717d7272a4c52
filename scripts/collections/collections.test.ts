import { collectionNames } from '../../cloudfunctions/kit/store/schema';
import type { LocalCloud } from '../../local/server';
import { startJourney } from '../../tests/stage/stage';
import { collectionsToCreate } from '../deploy/collections';
import { lineOf } from '../doctor/finding';
import { bucketFinding } from '../doctor/closed-bucket';
import { closedFinding } from '../doctor/closed-collections';
import { collectionSteps, type CollectionStep } from './collection-steps';
import { planCollections } from './plan-collections';
import { localClientPlace } from './read-as-client';
import type { DatabaseState } from './read-database';
import { authorizationOf, openTencentCloud, TencentCloudRefused } from './tencent-cloud';

const connector = { InstanceId: 'flexdb', DatabaseName: 'tnt-1' };
const index = { IndexName: 'by_day', MgoKeySchema: { MgoIsUnique: false, MgoIndexKeys: [] } };
const wanted = [{ CollectionName: 'members', Permission: 'ADMINONLY', CreateIndexes: [index] }];
const create: CollectionStep = { kind: 'create', collection: 'members' };
const makeIndex: CollectionStep = { kind: 'index', collection: 'members', indexes: [index] };
const close = (was: string | null): CollectionStep => ({
  kind: 'close',
  collection: 'members',
  permission: 'ADMINONLY',
  was,
});
const there = (permission: string | null, ...indexes: string[]) =>
  new Map([['members', { indexes, permission }]]);

describe('what is missing at the platform', () => {
  it.each<[string, DatabaseState['engine'], DatabaseState['collections'], CollectionStep[]]>([
    ['all of it', { kind: 'gateway' }, new Map(), [create, close(null), makeIndex]],
    ['nothing', { kind: 'gateway' }, there('ADMINONLY', '_id_', 'by_day'), []],
    ['an index', { kind: 'gateway' }, there('ADMINONLY', '_id_'), [makeIndex]],
    ['that it is closed', { kind: 'gateway' }, there('ADMINWRITE', 'by_day'), [close('ADMINWRITE')]],
    ['that somebody said who may read it', { kind: 'gateway' }, there(null, 'by_day'), [close(null)]],
    ['all, where one policy decides', { kind: 'opa', policy: '' }, new Map(), [create, makeIndex]],
    ['nothing, where one policy decides', { kind: 'opa', policy: '' }, there(null, 'by_day'), []],
  ])('%s', (_name, engine, collections, steps) =>
    expect(collectionSteps({ engine, connector, collections, bucket: null }, wanted)).toEqual(steps),
  );

  it.each([
    ['gateway', 'ADMINONLY', []],
    ['gateway', 'READONLY', ['READONLY']],
    ['gateway', null, [null]],
    // Nothing of one’s own is in force there.
    ['opa', null, []],
  ] as const)('of the storage, by %s: %s', (kind, permission, closed) => {
    const engine = kind === 'opa' ? { kind, policy: '' } : { kind };
    const bucket = { name: 'files', permission };
    const steps = collectionSteps({ engine, connector, collections: new Map(), bucket }, []);
    expect(steps).toEqual(
      closed.map((was) => ({ kind: 'bucket', bucket: 'files', permission: 'ADMINONLY', was })),
    );
  });
});

it('a request is signed as @cloudbase/manager-node 5.6.5 signs it', () => {
  const body = JSON.stringify({ EnvId: 'shop-1a2b' });
  const request = { url: new URL('https://tcb.tencentcloudapi.com'), body, seconds: 1_764_399_600 };
  expect(authorizationOf({ secretId: 'AKIDexample', secretKey: 'secret-example' }, request)).toBe(
    'TC3-HMAC-SHA256 Credential=AKIDexample/2025-11-29/tcb/tc3_request, SignedHeaders=content-type;host, Signature=2ba80e943e43c5ca8b58a5239c9046acd09f6ef5f92fb41503c3e8116041c5ae',
  );
});

describe('the collections of a deployment', () => {
  let cloud: LocalCloud;
  beforeAll(async () => (cloud = await startJourney()));
  beforeEach(() => cloud.clientAccess.clear());
  afterAll(() => cloud.close());

  const ask = (action: string, data: object) =>
    openTencentCloud({ secretId: 'a', secretKey: 'b', now: Date.now, base: `${cloud.url}/tcb` })(
      action,
      data,
    );
  const planned = (env = cloud.env) => planCollections(ask, env);
  const examined = async () =>
    lineOf(await closedFinding(localClientPlace(cloud.env, cloud.url), collectionNames));

  it('one that was opened is named in the plan, closed by the deployment, and let be by the next', async () => {
    cloud.clientAccess.permit(cloud.env, 'members', 'READONLY');
    const plan = await planned();
    expect(plan.lines).toEqual([expect.stringMatching(/members +权限 READONLY → ADMINONLY/)]);
    expect(await examined()).toContain('✗ 客户端读得到 members');
    await plan.run();
    expect(await examined()).toBe(
      `✓ ${collectionNames.length} 个集合都拒绝客户端读取  every collection refuses to be read by a client`,
    );
    const asked: string[] = [];
    const again = await planCollections((action, data) => (asked.push(action), ask(action, data)), cloud.env);
    await again.run();
    expect(again.lines).toEqual([expect.stringContaining('nothing to do')]);
    expect(asked.filter((action) => !action.startsWith('Describe'))).toEqual([]);
  });

  it('a collection that is not there is made, closed and given its indexes, whatever failed in between', async () => {
    const bare = new Set<string>(['facts', 'members']);
    // As an environment that has all but these: what is made stays made.
    const lacking = async (action: string, data: object) => {
      const TableName = 'TableName' in data ? String(data.TableName) : '';
      if (action === 'DescribeTable' && bare.has(TableName))
        throw new TencentCloudRefused('ResourceNotFound', 'no such table');
      if (action !== 'CreateTable') return action === 'UpdateTable' ? {} : ask(action, data);
      if (TableName === 'facts') throw new TencentCloudRefused('LimitExceeded', 'later');
      bare.delete(TableName);
      return {};
    };
    cloud.clientAccess.permit(cloud.env, 'members', 'PRIVATE');
    const first = await planCollections(lacking, cloud.env);
    expect(first.lines.filter((line) => line.includes('新建集合'))).toHaveLength(2);
    await expect(first.run()).rejects.toThrow('LimitExceeded');
    expect(cloud.clientAccess.permissionOf(cloud.env, 'members')).toBe('ADMINONLY');
    const second = await planCollections(lacking, cloud.env);
    expect(second.lines.filter((line) => line.includes('新建集合'))).toEqual([
      expect.stringContaining('facts'),
    ]);
  });

  it('under one policy for the environment nothing is changed: the owner is told, and shown the policy', async () => {
    const policy = 'package authz.user\ndefault allow := true';
    Object.assign(cloud.clientAccess, { engine: 'opa', policy });
    const plan = await planned();
    expect(plan.byHand).toBe(true);
    const text = plan.lines.join('\n');
    for (const said of ['OPA', 'npm run doctor', 'default allow := true']) expect(text).toContain(said);
    expect(text).not.toContain('ADMINONLY');
    await plan.run();
    expect(cloud.clientAccess.policy).toBe(policy);
    expect(await examined()).toContain('✗ 客户端读得到');
    Object.assign(cloud.clientAccess, { policy: 'package authz.user\ndefault allow := false' });
    expect(await examined()).toContain('✓');
  });

  it('a storage that was opened is named in the plan, closed by the deployment, and told by the doctor', async () => {
    cloud.clientAccess.permitBucket(cloud.env, 'READONLY');
    const plan = await planned();
    expect(plan.lines).toEqual([expect.stringMatching(/云存储 storage +权限 READONLY → ADMINONLY/)]);
    const told = async () => lineOf(await bucketFinding(ask, cloud.env));
    expect(await told()).toContain('✗ 云存储的权限是 READONLY');
    await plan.run();
    expect(await told()).toMatch(/^✓ 云存储/);
    expect((await planned()).lines).toEqual([expect.stringContaining('nothing to do')]);
    Object.assign(cloud.clientAccess, { engine: 'opa' });
    expect(await told()).toMatch(/^! .*OPA/);
    expect(lineOf(await bucketFinding(null, cloud.env))).toMatch(/^! .*TENCENTCLOUD_SECRETID/);
  });

  it('an empty answer proves nothing, nor does that nobody may sign in', async () => {
    cloud.clientAccess.permit(cloud.env, 'orders', 'PRIVATE');
    expect(await examined()).toContain('✗ 客户端读得到 orders');
    Object.assign(cloud.clientAccess, { anonymous: false });
    expect(await examined()).toMatch(/^! .*wx\.cloud\.database\(\)/);
    const nobody = { ...localClientPlace(cloud.env, cloud.url), databaseUrl: 'http://127.0.0.1:1/web' };
    cloud.clientAccess.clear();
    expect(lineOf(await closedFinding(nobody, ['members']))).toMatch(/^! members/);
  });

  it('a wrong key stops, and without one it is left to whoever deploys', async () => {
    const unsigned = async () => {
      throw new TencentCloudRefused('AuthFailure.SecretIdNotFound', 'no such key');
    };
    await expect(planCollections(unsigned, cloud.env)).rejects.toThrow('AuthFailure');
    const plan = await planCollections(null, cloud.env);
    expect([plan.byHand, plan.lines.join()]).toEqual([true, expect.stringContaining('ADMINONLY')]);
  });

  it('closes every collection there is', () =>
    expect(collectionsToCreate().map(({ CollectionName }) => CollectionName)).toEqual(collectionNames));
});
