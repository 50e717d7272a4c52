import type { CardNumber } from '@contracts/primitives/codes/card-number';
import { MINUTE_MS } from '@contracts/primitives/time';
import type { TransactionWarning } from '../../../local/cloudbase/gateway/transaction-watch';
import type { LocalCloud } from '../../../local/server';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';
import { givenFor, publishedTemplate, unlimited, type Limits } from './template-stage';

/** A grant is one transaction, and a transaction has less than thirty records: what is too much is refused in words, not by the platform. */
describe('as much as one transaction holds', () => {
  let cloud: LocalCloud;
  let operator: Phone;
  const warnings: TransactionWarning[] = [];
  beforeAll(async () => {
    cloud = await startJourney({
      transactionForm: 'single',
      onTransactionWarning: (warning) => warnings.push(warning),
    });
    operator = phoneOf(cloud, 'operator-he');
  });
  beforeEach(() => cloud.reset());
  afterEach(() => expect(warnings.splice(0)).toEqual([]));
  afterAll(() => cloud.close());

  const savePack = async (channel: 'join' | 'birthday', steps: number, limits: Limits, quantity = 1) => {
    const all = [];
    for (let n = 0; n < steps; n += 1) all.push(await publishedTemplate(operator, `第${n}种`, 500, limits));
    return operator.coupon.savePack({
      packId: null,
      name: '大礼包',
      channel,
      instead: await givenFor(operator, channel),
      steps: all.map(({ templateId }) => ({ templateId, quantity, validity: null })),
      status: 'published',
    });
  };
  const joined = async (): Promise<{ lin: Phone; cardNumber: CardNumber }> => {
    const lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: null, phoneCode: await lin.phoneCode() });
    return { lin, cardNumber: (await lin.member.readCode({})).cardNumber };
  };
  const byHand = async (cardNumber: CardNumber, limits: Limits, quantity: number) => {
    const { templateId } = await publishedTemplate(operator, '补偿券', 500, limits);
    return operator.coupon.issueByHand({ cardNumber, templateId, quantity, reason: '补偿' });
  };

  it('a pack is saved up to there, and whoever joins gets all of it', async () => {
    await savePack('join', 3, unlimited, 5);
    await joined();
    expect(documentsOf(cloud, 'coupons')).toHaveLength(15);
  });

  it('limited steps count for more', async () => {
    await savePack('join', 3, { ...unlimited, total: 10_000, perMember: 1 });
    await joined();
    expect(documentsOf(cloud, 'coupons')).toHaveLength(3);
  });

  it.each([
    ['coupons', 4, unlimited, 4],
    ['limited steps', 4, { ...unlimited, total: 10_000, perMember: 1 }, 1],
  ])('a pack of more %s is refused, and nothing is saved', async (_name, steps, limits, quantity) => {
    const packs = documentsOf(cloud, 'couponPacks');
    await expect(savePack('birthday', steps, limits, quantity)).rejects.toMatchObject({
      code: 'coupon_too_many',
    });
    expect(documentsOf(cloud, 'couponPacks')).toEqual(packs);
  });

  it('ten by hand of an ample stock: their reminders wait on the member and go out in their time', async () => {
    const { lin, cardNumber } = await joined();
    await lin.allowReminders();
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    await cloud.runTimers();
    const before = documentsOf(cloud, 'reminders').length;
    const { issued } = await byHand(cardNumber, { ...unlimited, total: 10_000, perMember: 10 }, 10);
    expect(issued).toHaveLength(10);
    const [member] = documentsOf(cloud, 'members');
    expect(member?.unreminded).toHaveLength(10);
    expect(documentsOf(cloud, 'reminders')).toHaveLength(before);
    for (let minute = 0; minute < 3; minute += 1) {
      cloud.moveClock((member?.remindAt ?? NaN) + minute * MINUTE_MS);
      await cloud.runTimers();
    }
    const due = documentsOf(cloud, 'reminders').filter(({ subjectId }) =>
      issued.some((id) => id === subjectId),
    );
    expect(due).toHaveLength(10);
    expect(due.filter(({ status }) => status === 'scheduled')).toEqual([]);
    expect(documentsOf(cloud, 'members')[0]).toMatchObject({ unreminded: [], remindAt: null });
  });

  it('of a stock that lies in small parts fewer go at once: refused in words, and a smaller number goes', async () => {
    const { cardNumber } = await joined();
    expect(await byHand(cardNumber, { ...unlimited, total: 40 }, 10)).toEqual({
      issued: [],
      refused: [{ title: '补偿券', reason: 'coupon_too_many' }],
    });
    expect((await byHand(cardNumber, { ...unlimited, total: 40 }, 5)).issued).toHaveLength(5);
  });
});
