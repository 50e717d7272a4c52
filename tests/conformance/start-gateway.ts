/** A gateway on its own loopback port, and the real SDK pointed at it the way a function in the cloud would be. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDatabase, type CollectionSchema, type LocalDatabase } from '../../local/cloudbase/database';
import {
  createFaultInjector,
  createGateway,
  createStatistics,
  type CallStatistics,
  type FaultInjector,
} from '../../local/cloudbase/gateway';
import { serveAdmin } from '../../local/cloudbase/gateway/serve-admin';
import { usualForm, type TransactionForm } from '../../local/cloudbase/transaction-form';
import { sdkClient, type SdkDatabase } from './sdk-client';

export interface GatewayForTestOptions {
  location?: string;
  schema?: CollectionSchema[];
  now?: () => number;
  transactionLifetimeMs?: number;
  /** Left out: as the run has it, TUANKA_TRANSACTIONS. */
  transactionForm?: TransactionForm;
}

export interface GatewayForTest {
  port: number;
  database: LocalDatabase;
  faults: FaultInjector;
  stats: CallStatistics;
  /** A real SDK database client of one environment. */
  client(env: string): SdkDatabase;
  stop(): Promise<void>;
}

export async function startGatewayForTest(options: GatewayForTestOptions = {}): Promise<GatewayForTest> {
  const now = options.now ?? Date.now;
  const database = createDatabase({
    location: options.location ?? ':memory:',
    schema: options.schema ?? [],
    now,
    transactionLifetimeMs: options.transactionLifetimeMs,
  });
  const faults = createFaultInjector();
  const stats = createStatistics();
  const form = options.transactionForm ?? usualForm();
  const transactions = { batchInTransaction: form === 'batch' };
  const gateway = createGateway({ database, now, faults, stats, transactions });
  const server = createServer(serveAdmin({ gateway, isLocal: () => true }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  pointSdkAt(port);

  return {
    port,
    database,
    faults,
    stats,
    client: sdkClient,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          database.close();
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** The variables a CloudBase function runs with; the SDK reads the URL afresh at every call. */
export function pointSdkAt(port: number): void {
  Object.assign(process.env, {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `http://127.0.0.1:${port}/admin` }),
    TENCENTCLOUD_RUNENV: 'SCF',
    SCF_NAMESPACE: 'local',
    TCB_ENV: 'local',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    SILENCE: 'true', // the SDK's slow-call warning outlives a cut connection
  });
}
