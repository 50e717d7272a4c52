import { HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import { fileKeptReminders } from '../../stage/kept-reminders';
import type { CollectionName } from '../../../cloudfunctions/kit/store/schema';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, NOON, phoneOf, type Phone } from '../../stage/stage';

/** One document nobody can read, or get done with, keeps nobody else waiting. */
describe('a poisoned document', () => {
  const cloud = cloudOfEach();
  let lin: Phone;
  beforeEach(async () => {
    lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: null, phoneCode: null });
    await fileKeptReminders(cloud);
    await lin.allowReminders();
  });

  const environment = () => cloud.database.environment(cloud.env);
  /** As the database holds it, past every schema. */
  const write = async (name: CollectionName, document: { _id: string } & Record<string, unknown>) =>
    environment().insert(name, [document]);
  async function sweepAt(sinceNoonMs: number) {
    cloud.moveClock(NOON + sinceNoonMs);
    await cloud.runTimers();
  }
  const aside = async () =>
    (await phoneOf(cloud, 'operator-he').message.listQuarantine({ cursor: null })).documents;

  it('among due reminders stands aside, and the others go out on time', async () => {
    const [reminder] = documentsOf(cloud, 'reminders').sort((a, b) => a.dueAt - b.dueAt);
    if (!reminder) throw new Error('no reminder');
    await write('reminders', {
      ...reminder,
      _id: 'rem:poison',
      dueAt: reminder.dueAt - MINUTE_MS,
      kind: 'no_such_kind',
    });
    await sweepAt(90 * MINUTE_MS);
    expect(lin.serviceNotifications()).toHaveLength(1);
    expect(await aside()).toMatchObject([
      { collection: 'reminders', id: 'rem:poison', trouble: 'unreadable', count: 1 },
    ]);
  });

  it('is tried again ever more seldom, and leaves when it can be read', async () => {
    await write('orders', { _id: 'ord_poison', checkAt: NOON, status: 'paid' });
    for (let minute = 1; minute <= 20; minute += 1) await sweepAt(minute * MINUTE_MS);
    const [first] = await aside();
    expect(first).toMatchObject({ collection: 'orders', firstAt: NOON + MINUTE_MS });
    // After 1, 2, 4 and 8 minutes.
    expect(first?.count).toBe(5);
    await environment().remove('orders', { _id: 'ord_poison' }, false);
    await sweepAt(2 * HOUR_MS);
    expect(await aside()).toEqual([]);
  });

  it('of an owner who cannot be read keeps no other person’s reminder back', async () => {
    const chen = phoneOf(cloud, 'shopper-wang');
    await chen.member.join({ leaderCode: null, phoneCode: null });
    await chen.allowReminders();
    const [member] = documentsOf(cloud, 'members').sort((a, b) => a.joinedAt - b.joinedAt);
    if (!member) throw new Error('no member');
    await environment().update('members', {
      filter: { _id: member._id },
      modifier: { $set: { joinedAt: 'yesterday' } },
      multi: false,
    });
    await sweepAt(90 * MINUTE_MS);
    expect(chen.serviceNotifications()).toHaveLength(1);
  });

  it('whose work fails stands aside while that of the others is done', async () => {
    const [member] = documentsOf(cloud, 'members');
    if (!member) throw new Error('no member');
    // Its account cannot be read inside the transaction.
    await write('pointsAccounts', { _id: member._id, balance: 'much' });
    const chen = phoneOf(cloud, 'shopper-wang');
    await chen.member.join({ leaderCode: null, phoneCode: null });
    await sweepAt(MINUTE_MS);
    const states = documentsOf(cloud, 'members').map(({ _id, welcomePoints }) => [
      _id === member._id,
      welcomePoints,
    ]);
    expect(states).toContainEqual([true, 'due']);
    expect(states).toContainEqual([false, 'done']);
    expect(await aside()).toContainEqual(
      expect.objectContaining({ collection: 'members', id: member._id, trouble: 'points_not_matured' }),
    );
    await environment().remove('pointsAccounts', { _id: member._id }, false);
    await sweepAt(HOUR_MS);
    expect(documentsOf(cloud, 'members').map(({ welcomePoints }) => welcomePoints)).toEqual(['done', 'done']);
    expect((await aside()).filter(({ trouble }) => trouble === 'points_not_matured')).toEqual([]);
  });
});
