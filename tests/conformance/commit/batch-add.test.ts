/** A batch inside a transaction: the platform's documents allow single records only, a probe may find that it is taken. Both are tried. */
import type { SdkDatabase } from '../sdk-client';
import { startGatewayForTest } from '../start-gateway';
import { GONE } from './accounts';

describe('several documents added in one call', () => {
  const startForm = (transactionForm: 'single' | 'batch') =>
    startGatewayForTest({ schema: [{ name: 'entries', indexes: [] }], transactionForm });
  const countOf = async (client: SdkDatabase) => (await client.collection('entries').count()).total;

  test('are all there or none, where the platform was found to take them', async () => {
    const gateway = await startForm('batch');
    const client = gateway.client('batch');
    const transaction = await client.startTransaction();
    const { ids } = await transaction.collection('entries').add([{ _id: 'e1' }, { _id: 'e2' }]);
    expect(ids).toEqual(['e1', 'e2']);
    expect(await countOf(client)).toBe(0);
    await transaction.commit();
    expect(await countOf(client)).toBe(2);

    const second = await client.startTransaction();
    await expect(
      second.collection('entries').add([{ _id: 'e3' }, { _id: 'e1' }, { _id: 'e4' }]),
    ).rejects.toThrow('E11000');
    await expect(second.commit()).rejects.toMatchObject(GONE);
    expect(await countOf(client)).toBe(2);
    await gateway.stop();
  });

  test('are refused otherwise, with all that stands in that transaction; outside of one they are taken', async () => {
    const gateway = await startForm('single');
    const client = gateway.client('single');
    const transaction = await client.startTransaction();
    await transaction.collection('entries').add({ _id: 'e0' });
    await expect(transaction.collection('entries').add([{ _id: 'e1' }, { _id: 'e2' }])).rejects.toMatchObject(
      { code: 'DATABASE_REQUEST_FAILED' },
    );
    await expect(transaction.commit()).rejects.toMatchObject(GONE);
    expect(await countOf(client)).toBe(0);
    await client.collection('entries').add([{ _id: 'e1' }, { _id: 'e2' }]);
    expect(await countOf(client)).toBe(2);
    await gateway.stop();
  });
});
