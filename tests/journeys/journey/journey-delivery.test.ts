import { HOUR_MS, instant } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { CAMPAIGN_TEMPLATE } from '../../../local/seed/demo-settings';
import { newcomer, type Somebody } from '../../stage/audience/told-life';
import { pass } from '../../stage/invite-stage';
import { planOf, publish, runsIn, say, told } from '../../stage/journey/journey-stage';
import { documentsOf, phoneOf, startJourney, UNBUILT } from '../../stage/stage';

jest.setTimeout(300_000);

/** Noon in China, on a Monday. */
const NOON = instant(Date.parse('2026-03-02T12:00:00+08:00'));
const SEND = '/cgi-bin/message/subscribe/send';

/** What a journey writes, `message` sends: from the node to the phone. */
describe('a message of a journey in WeChat', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    // The audience makes itself in the first minute, and knows a newcomer at once: a text names their points.
    cloud = await startJourney(UNBUILT);
  });
  beforeEach(async () => {
    await cloud.reset();
    cloud.moveClock(NOON);
  });
  afterAll(() => cloud.close());

  const texts = [
    { storeId: null, channel: 'wechat', text: { title: '{昵称}，欢迎', body: '点开看新客礼' } },
    { storeId: null, channel: 'inbox', text: { title: '欢迎加入', body: '你有 {积分} 积分\n常来坐坐' } },
  ];
  const campaigns = () => documentsOf(cloud, 'messages').filter(({ kind }) => kind === 'campaign');
  const creditOf = () =>
    documentsOf(cloud, 'subscriptionCredits').find(({ _id }) => _id.endsWith(CAMPAIGN_TEMPLATE));
  const arrived = ({ phone }: Somebody) =>
    phone.serviceNotifications().filter(({ templateId }) => templateId === CAMPAIGN_TEMPLATE);
  /** Somebody who said yes to one message, and stands before a node that sends one. */
  async function atMessage(changed: object = {}): Promise<Somebody> {
    const plan = planOf([say('hello', null, { texts, ...changed })], { trigger: { on: 'hand' } });
    const journeyId = await publish(cloud, '手工', plan);
    const one = await newcomer(cloud, 'oJourney-one');
    await one.phone.allowReminders(1, [CAMPAIGN_TEMPLATE]);
    await phoneOf(cloud, 'operator-he').journey.enterByHand({ journeyId, memberIds: [one.memberId] });
    return one;
  }

  it('is written with its step, sent by the next sweep, and says in WeChat what is meant for WeChat', async () => {
    const one = await atMessage();
    await pass(cloud);
    await pass(cloud);
    expect(campaigns()).toMatchObject([{ channel: 'wechat', delivery: 'retrying', attempts: 0 }]);
    expect(arrived(one)).toHaveLength(0);
    await pass(cloud);
    expect(campaigns()).toMatchObject([
      { channel: 'wechat', delivery: 'delivered', attempts: 1, note: null, title: '欢迎加入' },
    ]);
    expect(arrived(one).map(({ fields }) => fields.map(({ value }) => value))).toEqual([
      ['会员，欢迎', '点开看新客礼'],
    ]);
    expect(creditOf()).toMatchObject({ available: 0, reserved: 0 });
    expect(runsIn(cloud)).toMatchObject([{ how: 'ended' }]);
    const { messages } = await one.phone.message.listInbox({ cursor: null });
    expect(messages).toMatchObject([{ title: '欢迎加入', lines: ['你有 20 积分', '常来坐坐'] }]);
    await pass(cloud, HOUR_MS);
    expect(arrived(one)).toHaveLength(1);
  });

  it('WeChat asks to try later: it is tried later, and arrives once', async () => {
    const one = await atMessage();
    cloud.faults.apply({ target: 'wechat', path: SEND, kind: 'errcode', errcode: -1 });
    for (let minute = 0; minute < 3; minute += 1) await pass(cloud);
    expect(campaigns()).toMatchObject([{ delivery: 'retrying', attempts: 1 }]);
    expect(arrived(one)).toHaveLength(0);
    await pass(cloud, HOUR_MS);
    expect(campaigns()).toMatchObject([{ delivery: 'delivered', attempts: 2 }]);
    expect(arrived(one)).toHaveLength(1);
  });

  it('an answer of WeChat that is lost is not asked for again: it arrived once, and is said to be unconfirmed', async () => {
    const one = await atMessage();
    cloud.faults.apply({ target: 'wechat', path: SEND, kind: 'drop-after' });
    for (let minute = 0; minute < 4; minute += 1) await pass(cloud);
    await pass(cloud, HOUR_MS);
    expect(campaigns()).toMatchObject([{ delivery: 'unconfirmed', attempts: 1 }]);
    expect(arrived(one)).toHaveLength(1);
    expect(told(cloud)).toHaveLength(1);
  });

  it('without a send left it lies in the inbox, and the day’s share stays for others', async () => {
    const one = await atMessage();
    await cloud.database
      .environment(cloud.env)
      .update('subscriptionCredits', { filter: {}, modifier: { $set: { available: 0 } }, multi: true });
    for (let minute = 0; minute < 3; minute += 1) await pass(cloud);
    expect(campaigns()).toMatchObject([{ channel: 'inbox', delivery: 'delivered', note: 'no_send_left' }]);
    expect(arrived(one)).toHaveLength(0);
  });
});
