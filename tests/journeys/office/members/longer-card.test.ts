import { addMs, DAY_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { join, memberIdOf } from '../../../stage/identity-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { sweepTrade } from '../../../stage/journey/sweep-trade';
import { documentsOf, phoneOf } from '../../../stage/stage';

describe('a card that the office lets last longer', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');

  async function joined(days: number) {
    const { plans } = await he().card.listPlans({});
    const plan = plans.find(({ isDefault }) => isDefault);
    if (!plan) throw new Error('no plan');
    const { planId, version, terms } = plan;
    await he().card.savePlan({ edit: { planId, version }, terms: { ...terms, validForDays: days } });
    const lin = phoneOf(cloud, 'shopper-lin');
    await join(lin);
    const memberId = await memberIdOf(lin);
    const ends = documentsOf(cloud, 'members').find(({ _id }) => _id === memberId)?.card.expiresAt;
    if (!ends) throw new Error('a card without an end');
    return { lin, memberId, ends };
  }

  it('is reminded of 30, 7 and 1 days before its new end, and no more of the old one', async () => {
    const { lin, memberId, ends } = await joined(40);
    const until = addMs(ends, 60 * DAY_MS);
    await he().office.extendCard({ memberId, expiresAt: until, reason: '补偿' });
    const told: number[] = [];
    for (const days of [60 + 30, 60 + 7, 60 + 1, 30, 7, 1]) {
      cloud.moveClock(until - days * DAY_MS + MINUTE_MS);
      await sweepTrade(cloud);
      const { messages } = await lin.message.listInbox({ cursor: null });
      told.push(messages.filter(({ kind }) => kind === 'card_expiry').length);
    }
    expect(told).toEqual([0, 0, 0, 1, 2, 3]);
  });

  it('is not told at once of a day that is behind already', async () => {
    const { lin, memberId, ends } = await joined(5);
    const until = addMs(ends, 10 * DAY_MS);
    await he().office.extendCard({ memberId, expiresAt: until, reason: '补偿' });
    cloud.moveClock(instant(cloud.clock.now() + MINUTE_MS));
    await sweepTrade(cloud);
    const { messages } = await lin.message.listInbox({ cursor: null });
    expect(messages.filter(({ kind }) => kind === 'card_expiry')).toEqual([]);
    const due = documentsOf(cloud, 'reminders').filter(
      ({ kind, deadline }) => kind === 'card_expiry' && deadline === until,
    );
    expect(due.map(({ dueAt }) => (until - dueAt) / DAY_MS)).toEqual([7, 1]);
  });
});
