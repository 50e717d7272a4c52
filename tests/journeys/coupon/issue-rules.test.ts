import { fen } from '@contracts/primitives/fen';
import { instant, MINUTE_MS } from '@contracts/primitives/time';
import type { IssueRuleTerms } from '@contracts/payment/payment';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { billOf, payInWechat, STORE } from '../../stage/payment-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, phoneOf, type Phone } from '../../stage/stage';

/** The demo merchant: [10, 50) yuan → 邻里会员卡 (priority 10), 50 and up → the regulars' card (priority 20). */
describe('issue rules (J2, J9)', () => {
  const cloud = cloudOfEach();
  let operator: Phone;
  beforeEach(async () => {
    operator = phoneOf(cloud, 'operator-he');
  });

  const rules = async () => (await operator.payment.listIssueRules({ cursor: null })).rules;
  const ruleNamed = async (name: string) => (await rules()).find(({ terms }) => terms.name === name)!;
  const paymentOf = (amountFen: number, text = '2026-11-21T12:00:00', atCounter = false) => ({
    amountFen: fen(amountFen),
    storeId: STORE,
    at: instant(Date.parse(`${text}+08:00`)),
    atCounter,
  });
  const night = async (): Promise<IssueRuleTerms> => ({
    ...(await ruleNamed('首单领会员卡')).terms,
    name: '周五夜市',
    priority: 30,
    weekdays: [5],
    timeOfDay: { fromMinute: 22 * 60, untilMinute: 2 * 60 },
  });

  it('the operator reads each rule with the names of what it issues, and what a rule may name', async () => {
    expect((await rules()).map(({ terms, planName, packName }) => [terms.name, planName, packName])).toEqual([
      ['首单领会员卡', '邻里会员卡', '首单礼包'],
      ['首单满 50 领常客卡', expect.any(String), '首单礼包'],
    ]);
    const choices = await operator.payment.listIssueChoices({});
    expect(choices.plans.map(({ id }) => id)).toEqual(['plan_member', 'plan_regular']);
    expect(choices.stores.map(({ id }) => id)).toContain(STORE);
  });

  it('a new rule is written once, however often its request comes, and decides the next first payment', async () => {
    const terms = {
      ...(await ruleNamed('首单领会员卡')).terms,
      name: '小额也送',
      priority: 40,
      fromFen: fen(1),
    };
    const requestId = newTestRequest();
    const save = () => operator.payment.saveIssueRule({ edit: null, terms }, { requestId });
    const [first, ...again] = await Promise.all([save(), save(), save()]);
    for (const answer of again) expect(answer).toEqual(first);
    expect(documentsOf(cloud, 'issueRules')).toHaveLength(3);
    const lin = phoneOf(cloud, 'shopper-lin');
    const orderId = await billOf(cloud, 500);
    await payInWechat(lin, orderId);
    expect((await lin.payment.confirm({ orderId })).claimId).not.toBeNull();
    expect(documentsOf(cloud, 'cardClaims')).toMatchObject([{ ruleId: first.rule.ruleId }]);
    const told = documentsOf(cloud, 'auditEntries').filter(
      ({ action }) => action === 'payment.saveIssueRule',
    );
    expect(told).toHaveLength(1);
  });

  it('disabled, a rule promises nothing; a claim it made before stays as it was promised', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const orderId = await billOf(cloud, 3000);
    await payInWechat(lin, orderId);
    const { claimId } = await lin.payment.confirm({ orderId });
    const { ruleId, version, terms } = await ruleNamed('首单领会员卡');
    const changed = { ...terms, enabled: false, packId: null, claimValidForMs: 60 * MINUTE_MS };
    await operator.payment.saveIssueRule({ edit: { ruleId, version }, terms: changed });
    expect(await lin.payment.readClaim({ claimId: claimId! })).toMatchObject({
      state: 'waiting',
      offer: { packName: '首单礼包' },
      expiresAt: cloud.clock.now() + 7 * 24 * 60 * MINUTE_MS,
    });
    const wang = phoneOf(cloud, 'shopper-wang');
    const second = await billOf(cloud, 3000);
    await payInWechat(wang, second);
    expect((await wang.payment.confirm({ orderId: second })).claimId).toBeNull();
  });

  it('a form made from an older version is refused; so is a priority another rule has', async () => {
    const { ruleId, version, terms } = await ruleNamed('首单领会员卡');
    const edit = { ruleId, version };
    await operator.payment.saveIssueRule({ edit, terms: { ...terms, name: '新名字' } });
    await expect(operator.payment.saveIssueRule({ edit, terms })).rejects.toMatchObject({
      code: 'rule_changed_meanwhile',
    });
    await expect(
      operator.payment.saveIssueRule({ edit: null, terms: { ...terms, priority: 20 } }),
    ).rejects.toMatchObject({ code: 'issue_priority_taken' });
  });

  it.each([
    ['an amount range upside down', { fromFen: fen(5000), untilFen: fen(5000) }],
    ['a date range upside down', { fromDate: '2026-12-01', untilDate: '2026-11-01' }],
    ['a day that does not exist', { fromDate: '2026-02-30' }],
    ['a window without length', { timeOfDay: { fromMinute: 60, untilMinute: 60 } }],
    ['no weekday at all', { weekdays: [] }],
  ])('%s is no rule', async (_, change) => {
    const { terms } = await ruleNamed('首单领会员卡');
    await expect(
      operator.payment.saveIssueRule({ edit: null, terms: { ...terms, priority: 50, ...change } }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('a card plan that is closed cannot be named', async () => {
    const environment = cloud.database.environment(cloud.env);
    const modifier = { $set: { status: 'closed' } };
    await environment.update('cardPlans', { filter: { _id: 'plan_regular' }, modifier, multi: false });
    const { terms } = await ruleNamed('首单满 50 领常客卡');
    await expect(
      operator.payment.saveIssueRule({ edit: null, terms: { ...terms, priority: 50 } }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('the preview says which rule counts and why the others do not, before anything is saved', async () => {
    const told = async (payment: ReturnType<typeof paymentOf>, terms: IssueRuleTerms | null = null) => {
      const draft = terms && { ruleId: null, terms };
      const preview = await operator.payment.previewIssue({ payment, draft });
      return preview.rules.map(({ name, reason, counts }) => (counts ? `→ ${name}` : `${name}：${reason}`));
    };
    expect(await told(paymentOf(3000))).toEqual(['首单满 50 领常客卡：金额不在范围内', '→ 首单领会员卡']);
    const terms = await night();
    // Friday 20 November 23:00, and the small hours that still belong to it.
    expect((await told(paymentOf(3000, '2026-11-20T23:00:00'), terms))[0]).toBe('→ 周五夜市');
    expect((await told(paymentOf(3000, '2026-11-21T01:59:59'), terms))[0]).toBe('→ 周五夜市');
    expect((await told(paymentOf(3000, '2026-11-21T02:00:00'), terms))[0]).toBe('周五夜市：不在这个时段');
    expect((await told(paymentOf(3000, '2026-11-21T23:00:00'), terms))[0]).toBe('周五夜市：不是这几天');
    expect(documentsOf(cloud, 'issueRules')).toHaveLength(2);
  });

  it('what the preview says is what a payment then gets', async () => {
    const { rule } = await operator.payment.saveIssueRule({
      edit: null,
      terms: { ...(await night()), weekdays: null, timeOfDay: null, priority: 5 },
    });
    const cases = [999, 1000, 4999, 5000] as const;
    for (const [position, amountFen] of cases.entries()) {
      const { rules: told } = await operator.payment.previewIssue({
        payment: { ...paymentOf(amountFen), at: instant(cloud.clock.now()) },
        draft: null,
      });
      const guest = phoneOf(cloud, { openid: `oRule-${position}`, appid: DEMO_APPID });
      const orderId = await billOf(cloud, amountFen);
      await payInWechat(guest, orderId);
      const { claimId } = await guest.payment.confirm({ orderId });
      const claim = documentsOf(cloud, 'cardClaims').find(({ _id }) => _id === claimId);
      expect(claim?.ruleId).toBe(told.find(({ counts }) => counts)?.ruleId);
    }
    expect(rule.version).toBe(1);
  });
});
