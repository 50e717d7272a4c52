import { isCardNumber } from '@contracts/primitives/codes/card-number';
import type { MemberId } from '@contracts/primitives/ids';
import { joinThrice, joinTwice, memberIdOf, undoLatest } from '../../../stage/identity-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { STORE } from '../../../stage/payment-stage';
import { documentsOf, newTestRequest, phoneOf } from '../../../stage/stage';

const reason = '卡丢了';

/** A merge leaves both numbers leading to whoever was kept: each can be lost. */
describe('a lost card of somebody who became a part of another', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const numberOf = (id: MemberId) => documentsOf(cloud, 'members').find(({ _id }) => _id === id)!.card.number;
  const served = async (cardNumber: string) => {
    if (!isCardNumber(cardNumber)) throw new Error(cardNumber);
    return (await phoneOf(cloud, 'clerk-zhou').member.identify({ storeId: STORE, cardNumber })).memberId;
  };

  it('leads to nobody from then on, once; the one that is shown stays', async () => {
    const { one, two, both } = await joinTwice(cloud);
    const [a, b] = [await memberIdOf(one), await memberIdOf(two)];
    const [numberA, numberB] = [numberOf(a), numberOf(b)];
    await both.identityMap.linkMine({});
    expect([await served(numberA), await served(numberB)]).toEqual([a, a]);
    const { member } = await he().office.readMember({ memberId: a });
    expect(member.otherCardEnds).toEqual([numberB.slice(-4)]);
    const by = { requestId: newTestRequest() };
    const wish = { memberId: a, lostEnd: numberB.slice(-4), reason };
    const first = await he().office.replaceCard(wish, by);
    expect(first.card.numberEnd).toBe(numberA.slice(-4));
    expect(await he().office.replaceCard(wish, by)).toEqual(first);
    expect(await served(numberA)).toBe(a);
    await expect(served(numberB)).rejects.toMatchObject({ code: 'card_not_found' });
    expect(
      documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'office.replaceCard'),
    ).toEqual([expect.objectContaining({ subjectId: a, reason })]);
  });

  it('two again, they have another number each, and the lost one leads to nobody', async () => {
    const { one, two, both } = await joinTwice(cloud);
    const [a, b] = [await memberIdOf(one), await memberIdOf(two)];
    const [numberA, numberB] = [numberOf(a), numberOf(b)];
    await both.identityMap.linkMine({});
    await he().office.replaceCard({ memberId: a, lostEnd: numberB.slice(-4), reason });
    await undoLatest(cloud);
    expect(numberOf(a)).toBe(numberA);
    expect(numberOf(b)).not.toBe(numberB);
    expect([await served(numberA), await served(numberOf(b))]).toEqual([a, b]);
    await expect(served(numberB)).rejects.toMatchObject({ code: 'card_not_found' });
  });

  it('of three who became one, each way back leaves the lost one to nobody', async () => {
    const { one, two, both, third, three } = await joinThrice(cloud);
    const [a, b, c] = [await memberIdOf(one), await memberIdOf(two), await memberIdOf(third)];
    const numbers = [numberOf(a), numberOf(b), numberOf(c)];
    await both.identityMap.linkMine({});
    await three.identityMap.linkMine({});
    await he().office.replaceCard({ memberId: a, lostEnd: numbers[1]!.slice(-4), reason });
    await undoLatest(cloud);
    await undoLatest(cloud).catch(() => undefined);
    for (const id of [a, b, c]) {
      const owner = documentsOf(cloud, 'members').find(({ _id }) => _id === id)!;
      expect(await served(owner.card.number)).toBe(owner.mergedInto ?? id);
    }
    await expect(served(numbers[1]!)).rejects.toMatchObject({ code: 'card_not_found' });
  });

  it('is the kept one’s own while the other card is shown, which lasts longer; two again, they have one each', async () => {
    const { plans } = await he().card.listPlans({});
    const { planId, version, terms } = plans.find(({ isDefault }) => isDefault)!;
    await he().card.savePlan({ edit: { planId, version }, terms: { ...terms, validForDays: 30 } });
    const { one, two, both } = await joinTwice(cloud);
    const [a, b] = [await memberIdOf(one), await memberIdOf(two)];
    const [numberA, numberB] = [numberOf(a), numberOf(b)];
    await both.identityMap.linkMine({});
    const { member } = await he().office.readMember({ memberId: a });
    expect([member.card.numberEnd, member.otherCardEnds]).toEqual([numberB.slice(-4), [numberA.slice(-4)]]);
    await he().office.replaceCard({ memberId: a, lostEnd: numberA.slice(-4), reason });
    await expect(served(numberA)).rejects.toMatchObject({ code: 'card_not_found' });
    expect(await served(numberB)).toBe(a);
    await undoLatest(cloud);
    expect([numberOf(a) === numberA, numberOf(b)]).toEqual([false, numberB]);
    expect([await served(numberOf(a)), await served(numberB)]).toEqual([a, b]);
    await expect(served(numberA)).rejects.toMatchObject({ code: 'card_not_found' });
  });

  it('a number that nobody of them has is told', async () => {
    const { one } = await joinTwice(cloud);
    const memberId = await memberIdOf(one);
    const other = numberOf(memberId).endsWith('0000') ? '0001' : '0000';
    await expect(he().office.replaceCard({ memberId, lostEnd: other, reason })).rejects.toMatchObject({
      code: 'card_not_found',
    });
  });
});
