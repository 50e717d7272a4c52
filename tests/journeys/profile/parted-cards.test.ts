import { isCardPlanId } from '@contracts/primitives/ids';
import { addMs, DAY_MS, HOUR_MS, instant } from '@contracts/primitives/time';
import { join, memberIdOf, personOf, undoLatest } from '../../stage/identity-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { STORE } from '../../stage/payment-stage';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

const reason = '顾客来电';

/** Two become one under the card of the younger, which is changed, and are two again. */
describe('a card that is changed between a merge and its undo', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const cardOf = (id: string) => documentsOf(cloud, 'members').find(({ _id }) => _id === id)!.card;

  async function cardsLast(days: number): Promise<void> {
    const { plans } = await he().card.listPlans({});
    const plan = plans.find(({ isDefault }) => isDefault);
    if (!plan || !isCardPlanId(plan.planId)) throw new Error('no plan');
    const terms = { ...plan.terms, validForDays: days };
    await he().card.savePlan({ edit: { planId: plan.planId, version: plan.version }, terms });
  }

  async function merged() {
    const [one, two] = [personOf(cloud, 'oFirst-1'), personOf(cloud, 'oSecond-2', 'uSame')];
    await cardsLast(30);
    await join(one);
    await cardsLast(60);
    cloud.moveClock(cloud.clock.now() + HOUR_MS);
    await join(two);
    const [a, b] = [await memberIdOf(one), await memberIdOf(two)];
    const [numberA, numberB] = [cardOf(a).number, cardOf(b).number];
    await personOf(cloud, 'oFirst-1', 'uSame').identityMap.linkMine({});
    expect(cardOf(a).number).toBe(numberB);
    return { one, two, a, b, numberA, numberB };
  }
  const served = async (phone: Phone) => {
    const { code } = await phone.member.readCode({});
    return (await phoneOf(cloud, 'clerk-zhou').member.identify({ storeId: STORE, code })).memberId;
  };

  it('lengthened: each has their own number, and the counter serves whoever shows it', async () => {
    const { one, two, a, b, numberA, numberB } = await merged();
    const expiresAt = addMs(instant(cloud.clock.now()), 100 * DAY_MS);
    await he().office.extendCard({ memberId: a, expiresAt, reason });
    await undoLatest(cloud);
    expect([cardOf(a).number, cardOf(b).number]).toEqual([numberA, numberB]);
    expect(cardOf(a).expiresAt).toBe(expiresAt);
    expect([await served(one), await served(two)]).toEqual([a, b]);
  });

  it('replaced: the new number is of whose card was lost, and both are found', async () => {
    const { one, two, a, b, numberA, numberB } = await merged();
    const { card } = await he().office.replaceCard({ memberId: a, reason });
    await undoLatest(cloud);
    expect(cardOf(a).number).toBe(numberA);
    expect(cardOf(b).number).not.toBe(numberB);
    expect(cardOf(b).number.endsWith(card.numberEnd)).toBe(true);
    expect([await served(one), await served(two)]).toEqual([a, b]);
    expect(
      documentsOf(cloud, 'identities')
        .filter(({ kind }) => kind === 'card')
        .map(({ _id, memberId }) => [_id, memberId])
        .sort(),
    ).toEqual(
      [
        [`card:${numberA}`, a],
        [`card:${cardOf(b).number}`, b],
      ].sort(),
    );
  });
});
