import { DAY_MS } from '@contracts/primitives/time';
import { schema, type DocumentOf } from '../../../cloudfunctions/kit/store/schema';
import type { LocalCloud } from '../../../local/server';
import { neighbour } from '../../stage/leader-stage';
import { extraMemberId, load, sweepUntil, tooSlow } from '../../stage/latency-stage';
import { documentsOf, newTestRequest, phoneOf, SLOW_DAY, startJourney } from '../../stage/stage';
import { everybody } from '../message/push-stage';

const PEOPLE = 20_000;
/** Of those: still waiting in the last minutes of the push. */
const LAST = 100;
type Recipient = DocumentOf<'pushRecipients'>;

const messageIdOf = ({ pushId, memberId }: Recipient): string => `msg_${pushId}-${memberId}`;

/** As an hour ago's sweep left it. */
const inboxMessage = (told: Recipient, now: number): DocumentOf<'messages'> =>
  schema.messages.document.parse({
    _id: messageIdOf(told),
    recipient: told.memberId,
    pushId: told.pushId,
    kind: 'campaign',
    title: '周六会员日',
    lines: ['本周六会员全场 95 折'],
    page: 'pages/home/index',
    values: {},
    about: [],
    channel: 'inbox',
    delivery: 'delivered',
    note: null,
    sentTo: null,
    fallbackTo: null,
    attempts: 0,
    firstSentAt: null,
    trail: [],
    receipt: null,
    deadline: now + DAY_MS,
    leaseHolder: newTestRequest(),
    wakeAt: now,
    createdAt: now,
    readAt: null,
  });

describe('a push to 20,000 people on a slow day', () => {
  let cloud: LocalCloud;
  beforeEach(async () => {
    cloud = await startJourney();
  });
  afterEach(async () => {
    expect(tooSlow(cloud)).toEqual([]);
    await cloud.close();
  });
  const operator = () => phoneOf(cloud, 'operator-he');
  const thePush = async (pushId: Recipient['pushId']) => (await operator().message.readPush({ pushId })).push;

  /** A push to one real member; the others are written past the store, as the preview would have found them. */
  async function pushToEverybody(extras: (like: Recipient, ids: Recipient['memberId'][]) => Recipient[]) {
    await neighbour(cloud, 0).member.join({ leaderCode: null, phoneCode: null });
    // What joining leaves to the sweep is done: the copies have nothing else that is due.
    await sweepUntil(cloud, () => true, 1);
    const text = { title: '周六会员日', body: '本周六会员全场 95 折' };
    const { push } = await operator().message.createPush({
      kind: 'campaign',
      audience: everybody,
      text,
      sendAt: null,
    });
    const pushId = push.id;
    while (!(await operator().message.previewPush({ pushId })).push.preview.complete);
    await operator().message.submitPush({ pushId, confirmRepeat: false });
    const [member] = documentsOf(cloud, 'members');
    const [recipient] = documentsOf(cloud, 'pushRecipients');
    if (!member || !recipient) throw new Error('nobody to tell');
    const ids = Array.from({ length: PEOPLE - 1 }, (_, n) => extraMemberId(n));
    const people = extras(recipient, ids);
    load(cloud, 'pushRecipients', people);
    const waiting = people.filter(({ state }) => state === 'waiting');
    load(
      cloud,
      'members',
      waiting.map(({ memberId }) => ({ ...member, _id: memberId })),
    );
    await cloud.database.environment(cloud.env).update('pushes', {
      filter: { _id: pushId },
      modifier: { $set: { 'preview.total': PEOPLE } },
      multi: false,
    });
    return pushId;
  }
  const waitingOf = (like: Recipient) => (memberId: Recipient['memberId']) => ({
    ...like,
    _id: `${like.pushId}:${memberId}`,
    memberId,
  });

  it('sends what a minute allows and goes on with the next; half a count is no result', async () => {
    const pushId = await pushToEverybody((like, ids) => ids.map(waitingOf(like)));
    cloud.latency.set(SLOW_DAY);
    await sweepUntil(cloud, () => true, 1);
    const afterOne = await thePush(pushId);
    expect(afterOne.status).toBe('sending');
    expect(afterOne.done).toBeGreaterThan(100);
    expect(afterOne.done).toBeLessThan(PEOPLE);
    expect(afterOne.results).toEqual([]);
    await sweepUntil(cloud, () => true, 1);
    const afterTwo = await thePush(pushId);
    expect(afterTwo.done).toBeGreaterThan(afterOne.done + 100);
    const told = documentsOf(cloud, 'messages').filter((message) => message.pushId === pushId);
    expect(told).toHaveLength(afterTwo.done);
  });

  it('is counted exactly, in slices, when the last are told', async () => {
    const told: Recipient[] = [];
    const pushId = await pushToEverybody((like, ids) => {
      const people = ids.map(waitingOf(like));
      const sent = people
        .slice(0, -LAST)
        .map((one) =>
          schema.pushRecipients.document.parse({ ...one, state: 'sent', messageId: messageIdOf(one) }),
        );
      told.push(...sent);
      return [...sent, ...people.slice(-LAST)];
    });
    load(
      cloud,
      'messages',
      told.map((one) => inboxMessage(one, cloud.clock.now())),
    );
    cloud.latency.set(SLOW_DAY);
    const minutes = await sweepUntil(cloud, () => documentsOf(cloud, 'pushes')[0]?.status === 'done', 5);
    expect(minutes).toBeLessThanOrEqual(5);
    const done = await thePush(pushId);
    expect(done).toMatchObject({ status: 'done', done: PEOPLE, skipped: 0 });
    expect(done.results.reduce((sum, { count }) => sum + count, 0)).toBe(PEOPLE);
  });
});
