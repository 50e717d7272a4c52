import type { SdkCollection, SdkDatabase } from '../sdk-client';
import type { CollectionSchema } from '../../../local/cloudbase/database';
import { startGatewayForTest, type GatewayForTest } from '../start-gateway';

/** What the tests of commits stand on: two accounts with phone numbers nobody shares, as they were before each test. */
export interface Accounts {
  gateway: GatewayForTest;
  db: SdkDatabase;
  accounts: SdkCollection;
  refill: () => Promise<void>;
  fenOf: (id: string) => Promise<unknown>;
}

export const CONFLICT = { code: 'DATABASE_TRANSACTION_CONFLICT' };
export const GONE = {
  code: 'DATABASE_TRANSACTION_FAIL',
  message: expect.stringContaining('TransactionNotExist') as string,
};

const schema: CollectionSchema[] = [
  {
    name: 'accounts',
    indexes: [{ name: 'phone_unique', keys: [{ field: 'phone', direction: 1 }], unique: true }],
  },
  { name: 'entries', indexes: [] },
];

export async function startAccounts(env: string): Promise<Accounts> {
  const gateway = await startGatewayForTest({ schema });
  const db = gateway.client(env);
  const accounts = db.collection('accounts');
  return {
    gateway,
    db,
    accounts,
    async refill() {
      gateway.database.reset(env);
      await accounts.add([
        { _id: 'a', fen: 100, phone: '1' },
        { _id: 'b', fen: 100, phone: '2' },
      ]);
    },
    fenOf: async (id) => (await accounts.doc(id).get()).data[0]?.fen,
  };
}
