/**
 * The management API (tcb.tencentcloudapi.com), as far as a deployment asks it; shapes from @cloudbase/manager-node 5.6.5. Indexes that
 * are made here are remembered by name: the local database has those of its schema.
 */
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import * as z from 'zod';
import type { CollectionSchema, LocalDatabase } from '../database';
import { DatabaseError } from '../database/errors';
import { BUCKET } from '../storage';
import { permissionSchema, type ClientAccess } from './client-access';

interface ManagementOptions {
  database: LocalDatabase;
  schema: readonly CollectionSchema[];
  access: ClientAccess;
}

const DATABASE = { InstanceId: 'tnt-local', Status: 'RUNNING' };

const asked = z.looseObject({ EnvId: z.string().min(1) });
const ofTable = asked.extend({
  TableName: z.string().min(1),
  MongoConnector: z.object({ InstanceId: z.literal('flexdb'), DatabaseName: z.literal(DATABASE.InstanceId) }),
});
const ofIndexes = ofTable.extend({ CreateIndexes: z.array(z.looseObject({ IndexName: z.string() })) });
const ofBucket = asked.extend({ Bucket: z.literal(BUCKET) });
const ofPermissions = asked.extend({
  ResourceType: z.literal('collection'),
  Resources: z.array(z.string()).max(100),
});
const ofPermission = asked.extend({
  ResourceType: z.literal('collection'),
  Resource: z.string().min(1),
  Permission: permissionSchema,
});

class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

type Answer = (request: unknown) => object | Promise<object>;

export function createManagementRoutes(options: ManagementOptions): Hono {
  const answers: Record<string, Answer> = { ...tableAnswers(options), ...permissionAnswers(options) };
  const routes = new Hono();
  routes.post('/', async (c) => {
    const RequestId = randomUUID();
    try {
      // No signature is checked, but there has to be one.
      if (!c.req.header('authorization')?.startsWith('TC3-HMAC-SHA256 Credential='))
        throw new Refusal('AuthFailure.SignatureFailure', 'the request is not signed');
      const answer = answers[c.req.header('x-tc-action') ?? ''];
      if (!answer) throw new Refusal('InvalidAction', 'the local cloud does not know this action');
      return c.json({ Response: { ...(await answer(await c.req.json())), RequestId } });
    } catch (error) {
      if (error instanceof Refusal)
        return c.json({ Response: { Error: { Code: error.code, Message: error.message }, RequestId } });
      if (error instanceof z.ZodError)
        return c.json({
          Response: { Error: { Code: 'InvalidParameter', Message: z.prettifyError(error) }, RequestId },
        });
      throw error;
    }
  });
  return routes;
}

function tableAnswers({ database, schema, access }: ManagementOptions): Record<string, Answer> {
  const indexes = new Map(schema.map(({ name, indexes: own }) => [name, own.map((one) => one.name)]));
  const exists = async (env: string, name: string): Promise<boolean> =>
    database
      .environment(env)
      .count(name, {})
      .then(
        () => true,
        (error: unknown) => {
          if (error instanceof DatabaseError) return false;
          throw error;
        },
      );
  const require = async (env: string, name: string): Promise<void> => {
    if (!(await exists(env, name))) throw new Refusal('ResourceNotFound', `Table ${name} does not exist`);
  };
  return {
    DescribeEnvInfo(request) {
      const { EnvId } = asked.parse(request);
      const Meta = access.engine === 'opa' ? [{ Key: 'authz_engine', Value: 'opa' }] : [];
      return {
        EnvInfo: { EnvBaseInfo: { EnvId, Databases: [DATABASE], Storages: [{ Bucket: BUCKET }], Meta } },
      };
    },
    async DescribeTable(request) {
      const { EnvId, TableName } = ofTable.parse(request);
      await require(EnvId, TableName);
      return { Indexes: ['_id_', ...(indexes.get(TableName) ?? [])].map((Name) => ({ Name })) };
    },
    async CreateTable(request) {
      const { EnvId, TableName } = ofTable.parse(request);
      if (await exists(EnvId, TableName)) throw new Refusal('ResourceInUse', `Table ${TableName} exists`);
      database.environment(EnvId).addCollection(TableName);
      return {};
    },
    async UpdateTable(request) {
      const { EnvId, TableName, CreateIndexes } = ofIndexes.parse(request);
      await require(EnvId, TableName);
      const known = indexes.get(TableName) ?? [];
      const made = CreateIndexes.map(({ IndexName }) => IndexName);
      const twice = made.find((name) => known.includes(name));
      if (twice !== undefined) throw new Refusal('FailedOperation', `index ${twice} exists`);
      indexes.set(TableName, [...known, ...made]);
      return {};
    },
  };
}

const permissionAnswers = ({ access }: ManagementOptions): Record<string, Answer> => ({
  DescribeResourcePermission(request) {
    const { EnvId, ResourceType, Resources } = ofPermissions.parse(request);
    const PermissionList = Resources.map((Resource) => ({
      ResourceType,
      Resource,
      Permission: access.permissionOf(EnvId, Resource),
    }));
    return { Data: { TotalCount: PermissionList.length, PermissionList } };
  },
  ModifyResourcePermission(request) {
    const { EnvId, Resource, Permission } = ofPermission.parse(request);
    // What the platform answers where it has no effect is not known; we must not ask for it there.
    if (access.engine === 'opa')
      throw new Refusal('UnsupportedOperation', 'one policy decides for the whole environment');
    access.permit(EnvId, Resource, Permission);
    return { Data: { Success: true } };
  },
  DescribeStorageACL(request) {
    return { AclTag: access.bucketOf(ofBucket.parse(request).EnvId) };
  },
  ModifyStorageACL(request) {
    const { EnvId, AclTag } = ofBucket.extend({ AclTag: permissionSchema }).parse(request);
    if (access.engine === 'opa')
      throw new Refusal('UnsupportedOperation', 'one policy decides for the whole environment');
    access.permitBucket(EnvId, AclTag);
    return {};
  },
  DescribeEnvConfig(request) {
    const { Key } = asked.extend({ Key: z.literal('authz.user.rego') }).parse(request);
    return { Item: { Key, Value: access.policy } };
  },
});
