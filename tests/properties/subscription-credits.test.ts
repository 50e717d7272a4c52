import fc from 'fast-check';
import { DAY_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { parseSettings } from '../../cloudfunctions/kit/config/settings';
import { recordWechatEvent } from '../../cloudfunctions/message/credit/record-wechat-event';
import { demoSettings, demoVariables } from '../../local/seed/demo-settings';
import type { LocalCloud } from '../../local/server';
import { creditKey } from '../../local/wechat/state';
import { fileKeptReminders } from '../stage/kept-reminders';
import { checkoutOf } from '../stage/points-stage';
import { assertAlways, PROPERTY_TIMEOUT_MS } from '../stage/property';
import { documentsOf, NOON, phoneOf, startJourney, type Phone } from '../stage/stage';
import { allEnded } from '../stage/journey/all-ended';
import { sweepTrade } from '../stage/journey/sweep-trade';

jest.setTimeout(PROPERTY_TIMEOUT_MS);
/**
 * The credit ledger against WeChat's own count, whatever happens in whatever order: accepts told by the page, by WeChat's
 * event or by both; sends that arrive, are refused, or whose answer is lost; two sweeps at once.
 */
const TEMPLATE = 'tmpl-coupon-expiry';
const SEND = '/cgi-bin/message/subscribe/send';

type Step =
  | { do: 'accept'; told: 'page' | 'event' | 'both' }
  | { do: 'remind'; answer: 'ok' | 'lost' | 'unsent' | 43101 | 47003 | -1; sweeps: 1 | 2 };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('accept' as const), told: fc.constantFrom('page', 'event', 'both') }),
  fc.record({
    do: fc.constant('remind' as const),
    answer: fc.constantFrom(
      'ok' as const,
      'lost' as const,
      'unsent' as const,
      43101 as const,
      47003 as const,
      -1 as const,
    ),
    sweeps: fc.constantFrom(1, 2),
  }),
);

describe('the sends we count', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
  });
  afterAll(() => cloud.close());

  const environment = () => cloud.database.environment(cloud.env);
  const ours = () => documentsOf(cloud, 'subscriptionCredits').find(({ _id }) => _id.endsWith(TEMPLATE));

  async function accept(lin: Phone, told: 'page' | 'event' | 'both'): Promise<void> {
    const answers = { [TEMPLATE]: 'accept' as const };
    const { openid } = lin.identity;
    await fetch(`${cloud.url}/local/wechat/subscribe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ openid, choices: answers }),
    });
    if (told !== 'event') await lin.message.recordPrompt({ answers });
    if (told === 'page') return;
    const { store, now } = checkoutOf(cloud);
    const settings = parseSettings(demoVariables(cloud.url), demoSettings);
    await recordWechatEvent(
      { store, settings, now: instant(now()) },
      {
        FromUserName: openid,
        CreateTime: Math.floor(now() / 1000),
        Event: 'subscribe_msg_popup_event',
        List: { TemplateId: TEMPLATE, SubscribeStatusString: 'accept', PopupScene: '1' },
      },
    );
  }

  /** A coupon of an hour, reminded of now; then as many minutes as retries and leases may take. */
  async function remind(number: number, { answer, sweeps }: Extract<Step, { do: 'remind' }>): Promise<void> {
    const now = cloud.clock.now();
    const [coupon] = documentsOf(cloud, 'coupons');
    const [reminder] = documentsOf(cloud, 'reminders');
    if (!coupon || !reminder) throw new Error('no sample');
    const _id = `cpn_property-${number}`;
    const deadline = now + 60 * MINUTE_MS;
    const facts = { status: 'scheduled', outcome: null, messageId: null, dueAt: now, deadline };
    await environment().insert('coupons', [
      { ...coupon, _id, code: `9${String(number).padStart(15, '0')}`, expiresAt: deadline },
    ]);
    await environment().insert('reminders', [
      { ...reminder, ...facts, _id: `rem:coupon_expiry:${_id}`, kind: 'coupon_expiry', subjectId: _id },
    ]);
    // Written past the store, which would have woken the sweep.
    await environment().remove('dueWork', {}, true);
    if (answer === 'lost') cloud.faults.apply({ target: 'wechat', path: SEND, kind: 'drop-after' });
    else if (answer === 'unsent') cloud.faults.apply({ target: 'wechat', path: SEND, kind: 'drop-before' });
    else if (answer !== 'ok')
      cloud.faults.apply({ target: 'wechat', path: SEND, kind: 'errcode', errcode: answer });
    await allEnded(Array.from({ length: sweeps }, () => cloud.trigger('sweep')));
    for (const minute of [1, 3]) {
      cloud.moveClock(now + minute * MINUTE_MS);
      await sweepTrade(cloud);
    }
    cloud.faults.clear();
  }

  it('are never more than WeChat grants, none stays reserved, and no accept is spent twice', async () => {
    await assertAlways(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 7 }), async (steps) => {
        await cloud.reset();
        const lin = phoneOf(cloud, 'shopper-lin');
        await lin.member.join({ leaderCode: null, phoneCode: null });
        await fileKeptReminders(cloud);
        // Only the reminders of this test.
        const later = {
          filter: {},
          modifier: { $set: { status: 'skipped', outcome: 'muted' } },
          multi: true,
        };
        await environment().update('reminders', later);
        let accepted = 0;
        for (const [position, one] of steps.entries()) {
          // A day each, at noon: no cap, no quiet hours, no accept taken for another.
          cloud.moveClock(NOON + (position + 1) * DAY_MS);
          if (one.do === 'accept') {
            accepted += 1;
            await accept(lin, one.told);
          } else await remind(position, one);
          const granted = cloud.wechat.state.credits.get(creditKey(lin.identity.openid, TEMPLATE)) ?? 0;
          const { available, reserved } = ours() ?? { available: 0, reserved: 0 };
          expect({ step: one, reserved, tooMany: available > granted }).toEqual({
            step: one,
            reserved: 0,
            tooMany: false,
          });
          expect(lin.serviceNotifications().length + granted).toBe(accepted);
        }
        const messages = documentsOf(cloud, 'messages').filter(({ kind }) => kind === 'coupon_expiry');
        expect(messages).toHaveLength(steps.filter((one) => one.do === 'remind').length);
      }),
      { keptSeeds: [5, 1244672553, -1583033460], kept: 2, keptLong: 8, fresh: 3 },
    );
  });
});
