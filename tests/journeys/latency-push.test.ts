import { schema } from '../../cloudfunctions/kit/store/schema';
import type { LocalCloud } from '../../local/server';
import { neighbour } from '../stage/leader-stage';
import { extraMemberId, load, sweepUntil, tooSlow } from '../stage/latency-stage';
import { documentsOf, phoneOf, SLOW_DAY, startJourney } from '../stage/stage';

const PEOPLE = 20_000;
const everybody = {
  cardPlanIds: [],
  cardExpiresWithinDays: null,
  couponsExpireWithinDays: null,
  leaderIds: [],
  storeIds: [],
  pointsAtLeast: null,
  tags: [],
  paidWithinDays: null,
  notPaidForDays: null,
  joinedFrom: null,
  joinedTo: null,
};

describe('a push to 20,000 people on a slow day', () => {
  let cloud: LocalCloud;
  beforeEach(async () => {
    cloud = await startJourney();
  });
  afterEach(async () => {
    expect(tooSlow(cloud)).toEqual([]);
    await cloud.close();
  });

  it('sends what a minute allows, goes on with the next, and counts exactly in slices when the last is told', async () => {
    const operator = phoneOf(cloud, 'operator-he');
    await neighbour(cloud, 0).member.join({ leaderCode: null, phoneCode: null });
    // What joining leaves to the sweep is done: the copies have nothing else that is due.
    await sweepUntil(cloud, () => true, 1);
    const { push } = await operator.message.createPush({
      kind: 'campaign',
      audience: everybody,
      text: { title: '周六会员日', body: '本周六会员全场 95 折' },
      sendAt: null,
    });
    const pushId = push.id;
    while (!(await operator.message.previewPush({ pushId })).push.preview.complete);
    await operator.message.submitPush({ pushId, confirmRepeat: false });
    const [member] = documentsOf(cloud, 'members');
    const [recipient] = documentsOf(cloud, 'pushRecipients');
    if (!member || !recipient) throw new Error('nobody to tell');

    // As the preview would have found them, written straight into the database.
    const ids = Array.from({ length: PEOPLE - 1 }, (_, n) => extraMemberId(n));
    const people = ids.map((_id) => ({ ...recipient, _id: `${pushId}:${_id}`, memberId: _id }));
    load(
      cloud,
      'members',
      ids.map((_id) => schema.members.document.parse({ ...member, _id })),
    );
    load(cloud, 'pushRecipients', people);
    const environment = cloud.database.environment(cloud.env);
    await environment.update('pushes', {
      filter: { _id: pushId },
      modifier: { $set: { 'preview.total': PEOPLE } },
      multi: false,
    });
    cloud.latency.set(SLOW_DAY);
    await sweepUntil(cloud, () => true, 1);
    const afterOne = (await operator.message.readPush({ pushId })).push;
    expect(afterOne.status).toBe('sending');
    expect(afterOne.done).toBeGreaterThan(100);
    expect(afterOne.done).toBeLessThan(PEOPLE);
    expect(afterOne.results).toEqual([]);

    // Hours later: all but the last hundred have been told.
    const [message] = documentsOf(cloud, 'messages');
    if (!message) throw new Error('nobody was told');
    const waiting = documentsOf(cloud, 'pushRecipients').filter(({ state }) => state === 'waiting');
    const told = waiting.slice(0, -100);
    const messageIdOf = (memberId: string) => `msg_${pushId}-${memberId}`;
    await environment.remove('pushRecipients', { pushId, _id: { $in: told.map(({ _id }) => _id) } }, true);
    load(
      cloud,
      'pushRecipients',
      told.map((one) =>
        schema.pushRecipients.document.parse({ ...one, state: 'sent', messageId: messageIdOf(one.memberId) }),
      ),
    );
    load(
      cloud,
      'messages',
      told.map(({ memberId }) =>
        schema.messages.document.parse({
          ...message,
          _id: messageIdOf(memberId),
          recipient: memberId,
          memberId,
        }),
      ),
    );
    const isDone = () => documentsOf(cloud, 'pushes')[0]?.status === 'done';
    await sweepUntil(cloud, isDone, 5);
    const done = (await operator.message.readPush({ pushId })).push;
    expect(done).toMatchObject({ status: 'done', done: PEOPLE, skipped: 0 });
    expect(done.results.reduce((sum, { count }) => sum + count, 0)).toBe(PEOPLE);
  });
});
