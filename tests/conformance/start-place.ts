import tcb from '@cloudbase/node-sdk';
import { sdkClient, type SdkDatabase, type SdkTransaction } from './sdk-client';
import { startGatewayForTest, type GatewayForTest, type GatewayForTestOptions } from './start-gateway';

/**
 * Where a file of the suite asks that needs nothing but the SDK: a gateway of its own, or, when `npm run probe` runs it, the
 * environment the SDK is pointed at. There every collection has a name of the suite's own and is emptied before and after.
 */
export interface PlaceForTest {
  client(env: string): SdkDatabase;
  /** What a stage that names a collection has to call it. */
  nameOf(env: string, collection: string): string;
  empty(): Promise<void>;
  stop(): Promise<void>;
  /** Null elsewhere. */
  gateway: GatewayForTest | null;
}

const IS_ELSEWHERE = process.env['TUANKA_CONFORMANCE'] === 'elsewhere';
/** A test that looks into the local gateway itself. */
export const testHere = IS_ELSEWHERE ? test.skip : test;

type Options = Pick<GatewayForTestOptions, 'schema'> & { envs: readonly string[] };

export async function startPlaceForTest({ schema = [], envs }: Options): Promise<PlaceForTest> {
  if (IS_ELSEWHERE)
    return startElsewhere(envs.flatMap((env) => schema.map(({ name }) => nameThere(env, name))));
  const gateway = await startGatewayForTest({ schema });
  return {
    client: (env) => gateway.client(env),
    nameOf: (_env, collection) => collection,
    empty: async () => {
      for (const env of envs) gateway.database.reset(env);
    },
    stop: () => gateway.stop(),
    gateway,
  };
}

const nameThere = (env: string, collection: string): string =>
  `conformance_${env.replaceAll('-', '_')}_${collection}`;

async function startElsewhere(names: readonly string[]): Promise<PlaceForTest> {
  const database = sdkClient(tcb.SYMBOL_CURRENT_ENV);
  const { command } = database;
  const empty = async (): Promise<void> => {
    for (const name of names)
      await database
        .collection(name)
        .where({ _id: command.exists(true) })
        .remove();
  };
  // One that is there already is as good.
  for (const name of names) await database.createCollection(name).catch(() => undefined);
  await empty();
  return {
    client: (env) => withOwnNames(database, (name) => nameThere(env, name)),
    nameOf: nameThere,
    empty,
    stop: empty,
    gateway: null,
  };
}

/** The same client, which calls each collection by its name there. */
function withOwnNames(database: SdkDatabase, nameOf: (name: string) => string): SdkDatabase {
  const within = (transaction: SdkTransaction): SdkTransaction => ({
    collection: (name) => transaction.collection(nameOf(name)),
    commit: () => transaction.commit(),
    rollback: (reason) => transaction.rollback(reason),
  });
  return {
    command: database.command,
    Geo: database.Geo,
    RegExp: (pattern) => database.RegExp(pattern),
    serverDate: (options) => database.serverDate(options),
    ObjectId: (options) => database.ObjectId(options),
    collection: (name) => database.collection(nameOf(name)),
    createCollection: (name) => database.createCollection(nameOf(name)),
    startTransaction: async () => within(await database.startTransaction()),
    runTransaction: (callback, times) =>
      database.runTransaction((transaction) => callback(within(transaction)), times),
  };
}
