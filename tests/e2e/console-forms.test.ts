import type { Page } from 'playwright-core';
import type { LocalCloud } from '../../local/server';
import { documentsOf, phoneOf } from '../stage/stage';
import { findDeskFaults, ownersDesk } from './desk/console-desk';

/** What an operator writes at a desk from nothing, and what becomes of it when it is left, lost or written by two. */
describe('the merchant’s forms at a desk', () => {
  const desk = ownersDesk();
  const { problems, seen, button, row, open } = desk;
  let cloud: LocalCloud;
  let page: Page;
  beforeAll(() => {
    ({ cloud, page } = desk.at());
  });
  const operator = () => phoneOf(cloud, 'operator-he');

  const form = () => page.locator('.ant-drawer').filter({ visible: true });
  const save = async (name = '保 存') => {
    await form().getByRole('button', { name, exact: true }).click();
    await form().waitFor({ state: 'detached' });
  };
  const choose = async (label: string, option: string) => {
    await form().getByLabel(label, { exact: true }).first().click();
    await page.locator('.ant-select-dropdown').getByText(option, { exact: true }).last().click();
  };

  it('a coupon from nothing: what is missing is said, and what is written is a draft', async () => {
    await open('/coupons', '券与券包');
    await button('新建券').click();
    await form().getByLabel('名称').waitFor();
    expect(await findDeskFaults(page)).toEqual([]);
    await form().getByRole('button', { name: '保 存' }).click();
    await seen('请填写');
    await form().getByLabel('名称').fill('满 60 减 9');
    await form().getByLabel('最多省').fill('9');
    await form().getByLabel('满多少可用').fill('5');
    await form().getByRole('button', { name: '保 存' }).click();
    await seen('门槛不能低于减的金额');
    await form().getByLabel('满多少可用').fill('60');
    await save();
    await row('满 60 减 9').getByText('草稿').waitFor();
    const [made] = documentsOf(cloud, 'couponTemplates').filter(({ status }) => status === 'draft');
    expect(made).toMatchObject({
      terms: { title: '满 60 减 9', kind: 'amount_off', amountFen: 900, thresholdFen: 6000 },
      validity: { kind: 'relative', validForMs: 3 * 86_400_000 },
      limits: { perMember: 1, total: null },
    });
  });

  it('what is typed and left is kept, said to be so, and can be thrown away', async () => {
    await open('/coupons', '券与券包');
    await row('满 60 减 9').getByRole('button', { name: '修 改' }).click();
    await form().getByLabel('名称').fill('满 60 减 10');
    await seen('1 处改动');
    await page.reload();
    await seen('接着上次没有保存的内容');
    expect(await form().getByLabel('名称').inputValue()).toBe('满 60 减 10');
    await form().getByRole('region', { name: '和现在相比' }).getByText('满 60 减 9').waitFor();
    expect(await findDeskFaults(page)).toEqual([]);
    await button('丢掉草稿').click();
    await seen('没有改动');
    expect(await form().getByLabel('名称').inputValue()).toBe('满 60 减 9');
  });

  it('two write one coupon: the second is told, loads it again with their own draft on it, and overrules nothing', async () => {
    await open('/coupons', '券与券包');
    await row('满 60 减 9').getByRole('button', { name: '修 改' }).click();
    await form().getByLabel('名称').fill('周末满 60 减 9');
    const { templates } = await operator().coupon.listTemplates({ cursor: null });
    const [written] = templates.filter(({ terms }) => terms.title === '满 60 减 9');
    if (!written) throw new Error('no template');
    const { templateId, version, terms, validity, limits } = written;
    await operator().coupon.saveTemplate({
      edit: { templateId, version },
      terms: { ...terms, transferable: true },
      validity,
      limits: { ...limits, total: 500 },
      collectable: false,
      noMemberLimit: false,
    });
    await form().getByRole('button', { name: '保 存' }).click();
    await seen('这个券刚被别人改过，请重新打开再改');
    await button('重新载入').click();
    await seen('这期间有人改过');
    expect(await form().getByLabel('名称').inputValue()).toBe('周末满 60 减 9');
    expect(await form().getByLabel('一共发（张）').inputValue()).toBe('500');
    await save();
    await row('周末满 60 减 9').waitFor();
    expect((await operator().coupon.readTemplate({ templateId })).template).toMatchObject({
      terms: { title: '周末满 60 减 9', transferable: true },
      limits: { total: 500 },
    });
    await row('周末满 60 减 9').getByRole('button', { name: '修 改' }).click();
    await button('看谁改过什么').click();
    await form()
      .getByRole('region', { name: '历史' })
      .getByText(/周末满 60 减 9/)
      .waitFor();
  });

  it('a pack of coupons, published when it is whole', async () => {
    await open('/coupons?show=packs', '券与券包');
    await button('新建券包').click();
    await form().getByLabel('名称').fill('老友回归');
    await choose('什么时候发', '推送');
    await choose('券', '满 79 减 15');
    expect(await findDeskFaults(page)).toEqual([]);
    await save();
    await row('老友回归').getByRole('button', { name: '发 布' }).click();
    await page.locator('.ant-modal-confirm').getByRole('button', { name: '确 定' }).click();
    await row('老友回归').getByText('已发布').waitFor();
    const made = documentsOf(cloud, 'couponPacks').filter(({ name }) => name === '老友回归');
    expect(made).toMatchObject([{ channel: 'push', status: 'published', items: [{ quantity: 1 }] }]);
  });

  it('a reward: its stock and its places; the second of two who change it is told', async () => {
    await open('/mall', '积分商城');
    await button('新建兑换品').click();
    await form().getByLabel('名称', { exact: true }).fill('草莓一盒');
    await form().getByLabel('需要积分').fill('600');
    await choose('在哪些门店取用', '幸福里店');
    await page.keyboard.press('Escape');
    await form().getByLabel('一共多少份（只能加）').fill('20');
    expect(await findDeskFaults(page)).toEqual([]);
    await save();
    await row('草莓一盒').getByRole('button', { name: '修 改' }).click();
    await form().getByLabel('需要积分').fill('500');
    const { rewards } = await operator().points.listAllRewards({ cursor: null });
    const made = rewards.find(({ draft }) => draft.name === '草莓一盒');
    if (!made) throw new Error('no reward');
    const edit = { rewardId: made.id, version: made.version };
    await operator().points.saveReward({ edit, draft: { ...made.draft, perMember: 2 } });
    await form().getByRole('button', { name: '保 存' }).click();
    await seen('这个商品刚被别人改过，请重新打开再改');
    await button('重新载入').click();
    await seen('这期间有人改过');
    await save();
    const after = (await operator().points.listAllRewards({ cursor: null })).rewards;
    expect(after.find(({ id }) => id === made.id)?.draft).toMatchObject({ points: 500, perMember: 2 });
  });

  it('the points rule: what ¥100 earns is said before it is published, and two who write it overrule nobody', async () => {
    await open('/points', '积分规则');
    const { rule } = await operator().points.readRule({});
    if (!rule) throw new Error('no rule');
    const { version, publishedAt: _at, ...draft } = rule;
    await button('修改规则').click();
    await form().getByLabel('实付每 1 元得（积分）').fill('3');
    await seen(/¥100 → 300 积分/);
    expect(await findDeskFaults(page)).toEqual([]);
    await operator().points.publishRule({ draft: { ...draft, pendingDays: 5 }, basedOn: version });
    await form().getByRole('button', { name: '发 布' }).click();
    await seen('规则刚被别人改过，请刷新后再改');
    await button('重新载入').click();
    await seen('这期间有人改过');
    await save('发 布');
    await seen(new RegExp(`第 ${version + 2} 版已公布`));
    // Announced, for members read it in the charter; what is no field of the form, and what only the other changed, stay.
    const { holdsFrom: _then, ...fields } = draft;
    expect((await operator().points.readRule({})).next).toMatchObject({
      ...fields,
      pendingDays: 5,
      earn: { ...draft.earn, pointsPerYuan: 3 },
    });
  });

  it('settings: what does not fit is said, what is saved is a version, and a version can be restored', async () => {
    await open('/settings', '设置');
    expect(await findDeskFaults(page)).toEqual([]);
    await button('修改 · 消息').click();
    await form().getByLabel('免打扰时段').fill('22点');
    await form().getByRole('button', { name: '保 存' }).click();
    await seen('请写成 22:00-08:00 的样子');
    await form().getByLabel('免打扰时段').fill('21:30-09:00');
    await form().getByLabel('每人每天最多').fill('3');
    expect(await findDeskFaults(page)).toEqual([]);
    await save();
    await seen('21:30-09:00');
    const rules = async () =>
      (await operator().office.readSettings({})).groups.find(({ name }) => name === 'messageRules')?.content;
    expect(await rules()).toMatchObject({ quietHours: '21:30-09:00', perDay: 3 });
    await button('修改 · 柜台与退款').click();
    await form().getByLabel('每人每天退款金额').fill('500');
    await save();
    await open('/settings?show=history', '设置');
    await seen(/counterRules.refundFenPerDay/);
    expect(await findDeskFaults(page)).toEqual([]);
    await page.locator('.ant-table-row').getByRole('button', { name: '恢复到这一版' }).first().click();
    await page.locator('.ant-modal-confirm').getByRole('button', { name: '确 定' }).click();
    await seen(/恢复到第/);
    const { groups } = await operator().office.readSettings({});
    expect(groups.find(({ name }) => name === 'counterRules')?.content).toMatchObject({
      refundFenPerDay: 200_000,
    });
    expect(await rules()).toMatchObject({ perDay: 3 });
  });

  it('an issue rule: its amounts are in order, and two who write it overrule nobody', async () => {
    await open('/issue-rules', '发卡规则');
    await button('新建发卡规则').click();
    await form().getByLabel('规则名称').fill('周末首单');
    await form().getByLabel('优先级').fill('77');
    await choose('会员卡', '邻里会员卡');
    await form().getByLabel('不到多少').fill('0.01');
    expect(await findDeskFaults(page)).toEqual([]);
    await form().getByRole('button', { name: '保 存' }).click();
    await seen('要大于前面的金额');
    await form().getByLabel('不到多少').fill('99');
    await save();
    await row('周末首单').getByRole('button', { name: '修 改' }).click();
    await form().getByLabel('规则名称').fill('周末第一单');
    const { rules } = await operator().payment.listIssueRules({ cursor: null });
    const made = rules.find(({ terms }) => terms.name === '周末首单');
    if (!made) throw new Error('no rule');
    const { ruleId, version, terms } = made;
    await operator().payment.saveIssueRule({
      edit: { ruleId, version },
      terms: { ...terms, counterPayments: false },
    });
    await form().getByRole('button', { name: '保 存' }).click();
    await seen('规则刚被别人改过，请刷新后再改');
    await button('重新载入').click();
    await seen('这期间有人改过');
    await save();
    await row('周末第一单').waitFor();
    const after = (await operator().payment.listIssueRules({ cursor: null })).rules;
    expect(after.find((rule) => rule.ruleId === ruleId)?.terms).toMatchObject({
      name: '周末第一单',
      priority: 77,
      untilFen: 9900,
      counterPayments: false,
    });
  });

  it('a push: written, its people counted, submitted once it is known whom it reaches', async () => {
    await open('/pushes', '推送');
    await button('新建推送').click();
    await form().getByLabel('标题').fill('周末到店有礼');
    await form().getByLabel('内容').fill('周六日到店，老朋友有惊喜');
    expect(await findDeskFaults(page)).toEqual([]);
    await button('存草稿，数人数').click();
    const send = page.getByRole('button', { name: '发给 1 人' }).filter({ visible: true });
    await send.first().click();
    await page.locator('.ant-modal-confirm').getByRole('button', { name: '发给 1 人' }).click();
    await page.getByRole('dialog').getByText('发送中').first().waitFor();
    expect(documentsOf(cloud, 'pushes')).toMatchObject([
      { status: 'sending', text: { title: '周末到店有礼' } },
    ]);
  });

  it('nothing failed on the way', () => {
    expect(problems).toEqual([]);
  });
});
