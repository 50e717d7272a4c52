import { instant } from '../../../contracts/primitives/time';
import { platformVariables } from '../../../local/cloudbase/functions/instance/platform-variables';
import { startDemoCloud } from '../../../local/seed/demo-cloud';
import type { LocalCloud } from '../../../local/server';
import { newMemberId } from '../ids/new-id';
import { newReminder } from '../outbox/reminder';
import { openStore } from './store';

let cloud: LocalCloud;
const store = () => openStore({ databaseCalls: 0 }, 'write');
beforeAll(async () => {
  cloud = await startDemoCloud({ location: ':memory:' });
  Object.assign(process.env, platformVariables(cloud.env, `${cloud.url}/admin`));
});
afterAll(() => cloud.close());

it('reminded again: what was sent stays told, what was not is scheduled anew, and the rest is written with it', async () => {
  const at = (ms: number) => instant(1_800_000_000_000 + ms);
  const reminder = (subjectId: string, ms: number) =>
    newReminder({
      ...{ kind: 'birthday', recipient: newMemberId(at(0)), subjectId, worthFen: 0 },
      ...{ dueAt: at(ms), deadline: at(ms + 1) },
    });
  const sent = { ...reminder('sent', 0), status: 'sent' as const };
  const skipped = { ...reminder('skipped', 0), status: 'skipped' as const, outcome: 'expired' as const };
  await store().transact(({ reminders }) => reminders.insert(sent, skipped, reminder('waits', 0)));
  await store().transact(async (transaction) => {
    transaction.remind(...['sent', 'skipped', 'waits', 'new'].map((one) => reminder(one, 5)));
    await transaction.identities.insert({
      _id: 'openid:reminded',
      kind: 'openid',
      memberId: newMemberId(at(0)),
      linkedAt: at(0),
      verifiedAt: at(0),
    });
  });
  const ids = ['sent', 'skipped', 'waits', 'new'].map((one) => `rem:birthday:${one}`);
  const stored = await Promise.all(ids.map((id) => store().reminders.get(id)));
  expect(stored.map((one) => one && [one.status, one.dueAt - at(0)])).toEqual([
    ['sent', 0],
    ['scheduled', 5],
    ['scheduled', 5],
    ['scheduled', 5],
  ]);
  expect(await store().identities.get('openid:reminded')).not.toBeNull();
});
