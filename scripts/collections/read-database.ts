import * as z from 'zod';
import { TencentCloudRefused, type AskTencentCloud } from './tencent-cloud';

/** Who decides what a client may read: a permission of each collection, or (`opa`) one policy for the whole environment. */
export type Engine = { kind: 'gateway' } | { kind: 'opa'; policy: string };

export interface DatabaseState {
  engine: Engine;
  /** How the API names this environment's document database. */
  connector: { InstanceId: string; DatabaseName: string };
  /** Of what was asked for and is there: names of its indexes, and its permission where the engine has one. */
  /** The cloud storage, and its permission where the engine has one; null: there is none. */
  bucket: { name: string; permission: string | null } | null;
  collections: ReadonlyMap<string, { indexes: readonly string[]; permission: string | null }>;
}

const environment = z.looseObject({
  EnvInfo: z.looseObject({
    EnvBaseInfo: z.looseObject({
      Databases: z.array(z.looseObject({ InstanceId: z.string() })).min(1),
      Storages: z.array(z.looseObject({ Bucket: z.string() })).nullish(),
      Meta: z.array(z.looseObject({ Key: z.string(), Value: z.string() })).nullish(),
    }),
  }),
});
const config = z.looseObject({ Item: z.looseObject({ Value: z.string().nullish() }).nullish() });
const table = z.looseObject({ Indexes: z.array(z.looseObject({ Name: z.string() })).nullish() });
const permissions = z.looseObject({
  Data: z.looseObject({
    PermissionList: z
      .array(z.looseObject({ Resource: z.string().optional(), Permission: z.string().optional() }))
      .nullish(),
  }),
});
const acl = z.looseObject({ AclTag: z.string().nullish() });
const MOST_ASKED = 100;
const isMissing = (error: unknown): boolean =>
  error instanceof TencentCloudRefused && /NotFound|NotExist/i.test(`${error.code} ${error.message}`);

/** Nothing is changed. @throws TencentCloudRefused */
export async function readDatabase(
  ask: AskTencentCloud,
  EnvId: string,
  names: readonly string[],
): Promise<DatabaseState> {
  const { EnvBaseInfo } = environment.parse(await ask('DescribeEnvInfo', { EnvId })).EnvInfo;
  const connector = { InstanceId: 'flexdb', DatabaseName: EnvBaseInfo.Databases[0]?.InstanceId ?? '' };
  const isOpa = isByPolicy(EnvBaseInfo.Meta);
  const engine: Engine = isOpa ? { kind: 'opa', policy: await policyOf(ask, EnvId) } : { kind: 'gateway' };
  const indexes = new Map<string, string[]>();
  // One after the other: the API takes few requests a second.
  for (const TableName of names) {
    const found = await ask('DescribeTable', { EnvId, MongoConnector: connector, TableName }).catch(
      (error: unknown) => {
        if (isMissing(error)) return null;
        throw error;
      },
    );
    if (found !== null)
      indexes.set(
        TableName,
        (table.parse(found).Indexes ?? []).map(({ Name }) => Name),
      );
  }
  const permitted = isOpa ? new Map<string, string>() : await permissionsOf(ask, EnvId, [...indexes.keys()]);
  const collections = new Map(
    [...indexes].map(([name, own]) => [name, { indexes: own, permission: permitted.get(name) ?? null }]),
  );
  const [storage] = EnvBaseInfo.Storages ?? [];
  const bucket = storage ? await readBucket(ask, { EnvId, Bucket: storage.Bucket, isOpa }) : null;
  return { engine, connector, collections, bucket };
}

/** Of an environment alone, for whoever only looks. @throws TencentCloudRefused */
export async function readBucketOf(ask: AskTencentCloud, EnvId: string): Promise<DatabaseState['bucket']> {
  const { EnvBaseInfo } = environment.parse(await ask('DescribeEnvInfo', { EnvId })).EnvInfo;
  const [storage] = EnvBaseInfo.Storages ?? [];
  const isOpa = isByPolicy(EnvBaseInfo.Meta);
  return storage ? readBucket(ask, { EnvId, Bucket: storage.Bucket, isOpa }) : null;
}

/** One permission for all files (`StorageService` of @cloudbase/manager-node 5.6.5). */
async function readBucket(
  ask: AskTencentCloud,
  { EnvId, Bucket, isOpa }: { EnvId: string; Bucket: string; isOpa: boolean },
): Promise<DatabaseState['bucket']> {
  if (isOpa) return { name: Bucket, permission: null };
  const { AclTag } = acl.parse(await ask('DescribeStorageACL', { EnvId, Bucket }));
  return { name: Bucket, permission: AclTag ?? null };
}

const isByPolicy = (meta: readonly { Key: string; Value: string }[] | null | undefined): boolean =>
  meta?.some(({ Key, Value }) => Key === 'authz_engine' && Value === 'opa') ?? false;

const policyOf = async (ask: AskTencentCloud, EnvId: string): Promise<string> =>
  config.parse(await ask('DescribeEnvConfig', { EnvId, Key: 'authz.user.rego' })).Item?.Value ?? '';

async function permissionsOf(
  ask: AskTencentCloud,
  EnvId: string,
  names: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let from = 0; from < names.length; from += MOST_ASKED) {
    const Resources = names.slice(from, from + MOST_ASKED);
    const { Data } = permissions.parse(
      await ask('DescribeResourcePermission', { EnvId, ResourceType: 'collection', Resources }),
    );
    for (const { Resource, Permission } of Data.PermissionList ?? [])
      if (Resource !== undefined && Permission !== undefined) found.set(Resource, Permission);
  }
  return found;
}
