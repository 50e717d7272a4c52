import { documentsOf } from '../stage/stage';
import { newcomer, untilTold } from '../stage/audience/told-life';
import { order, pass } from '../stage/invite-stage';
import { findDeskFaults, ownersDesk } from './desk/console-desk';

/** At a desk: where members stand, who they are, and what is done for all of them. */
describe('segments at a desk', () => {
  const desk = ownersDesk();
  const { problems, seen, row, open } = desk;
  const page = () => desk.at().page;
  beforeAll(async () => {
    const { cloud } = desk.at();
    await newcomer(cloud, 'oAnn');
    const bob = await newcomer(cloud, 'oBob');
    await order(cloud, bob.phone, 12_000);
    await order(cloud, bob.phone, 8_000);
    await bob.phone.message.saveSettings({ mutedKinds: [], quietHours: null, personalised: false });
    await untilTold(cloud);
    for (let minute = 0; minute < 8; minute += 1) await pass(cloud);
  }, 300_000);
  afterAll(() => expect(problems).toEqual([]));

  it.each([1280, 1920])(
    'stages and numbers at %i: nothing fails axe, and a number opens who they are',
    async (width) => {
      await page().setViewportSize({ width, height: 800 });
      await open('/audience', '人群');
      await row('新会员').getByText('3', { exact: true }).first().waitFor();
      await seen('最近 30 天');
      await seen('月初没有统计');
      expect(await findDeskFaults(page())).toEqual([]);
      await row('活跃').getByRole('button', { name: '活跃 现在在里面 1' }).click();
      await page()
        .locator('.ant-drawer')
        .getByText(/^¥1\d\d/)
        .first()
        .waitFor();
      await page().locator('.ant-drawer').getByText('本周离开').click();
      await seen('没有这样的会员');
      await desk.button('为什么在、不在').click();
      const [somebody] = documentsOf(desk.at().cloud, 'members');
      await page().locator('.ant-drawer').getByRole('searchbox').fill(somebody!.card.number);
      await page().locator('.ant-drawer').getByRole('searchbox').press('Enter');
      await page().locator('.ant-drawer').getByLabel('会员', { exact: true }).click();
      await page().locator('.ant-select-item-option').filter({ visible: true }).first().click();
      await page().locator('.ant-drawer .ant-alert').getByText('要求').waitFor();
      expect(await findDeskFaults(page())).toEqual([]);
    },
  );

  it('coupons for a segment: counted, agreed to, given; who was left out is listed with why', async () => {
    const { cloud } = desk.at();
    await page().setViewportSize({ width: 1280, height: 800 });
    await open('/audience?show=segments', '人群');
    await row('从未下单').waitFor();
    expect(await findDeskFaults(page())).toEqual([]);
    await row('新会员').getByRole('button', { name: '发 券' }).click();
    await page().getByLabel('哪种券').click();
    await page().locator('.ant-select-item-option').first().click();
    await page().getByLabel('原因').fill('周六活动');
    await page().locator('.ant-modal-footer').getByRole('button', { name: '数一数有多少人' }).click();
    await seen('名单 3 人，开始吗？');
    await page().locator('.ant-modal-confirm-btns').getByRole('button', { name: '开 始' }).click();
    await row('每人 1 张').getByText('进行中').waitFor();
    await pass(cloud);
    await pass(cloud);
    await row('每人 1 张').getByText('已完成').waitFor();
    await row('每人 1 张').getByText('1 人：关闭了个性化推荐').waitFor();
    expect(documentsOf(cloud, 'audienceJobs')).toMatchObject([{ members: 3, done: 2 }]);
    expect(await findDeskFaults(page())).toEqual([]);
  });

  it('a square of recency and frequency says how many, and is kept as a segment', async () => {
    const { cloud } = desk.at();
    await open('/audience?show=rfm', '人群');
    await seen('一年内买过的会员');
    expect(await findDeskFaults(page())).toEqual([]);
    await desk.button(/^R\d F\d，约 [12] 人/).click();
    await page().getByLabel('名称').fill('常来的');
    await page().locator('.ant-modal-footer').getByRole('button', { name: '存成人群' }).click();
    await row('常来的').getByText('正在统计').first().waitFor();
    expect(documentsOf(cloud, 'segments').filter(({ name }) => name === '常来的')).toHaveLength(1);
  });

  it('a segment is written with a form: what is wrong is said, how many it has is said while it is written; it is changed and taken away', async () => {
    const { cloud } = desk.at();
    const modal = () => page().locator('.ant-modal').filter({ visible: true });
    const save = () => modal().locator('.ant-modal-footer').getByRole('button', { name: '保 存' }).click();
    await open('/audience?show=segments', '人群');
    await desk.button('新建人群').click();
    await modal().getByLabel('名称').fill('买过大单');
    await save();
    await modal().getByText('条件 1：至少和最多，请填一个').first().waitFor();
    await modal().getByRole('combobox', { name: '条件 1' }).click();
    await page().locator('.ant-select-item-option', { hasText: '消费金额' }).first().click();
    await modal().getByLabel('至少').fill('100');
    await modal().getByText('现在有 1 人符合').waitFor();
    expect(await findDeskFaults(page())).toEqual([]);
    await modal().getByRole('button', { name: '再加一个条件' }).click();
    await modal().getByLabel('至少').nth(1).fill('9');
    await modal().getByText('现在有 0 人符合').waitFor();
    await modal().getByRole('button', { name: '去掉条件 2' }).click();
    await save();
    await row('买过大单').waitFor();
    for (let minute = 0; minute < 10; minute += 1) await pass(cloud);
    expect(documentsOf(cloud, 'segments').find(({ name }) => name === '买过大单')).toMatchObject({
      current: { rule: { all: [{ if: 'amount', days: null, min: 10_000, max: null }] } },
    });
    await desk.button('条件 有流失风险').click();
    await modal().getByText('这里改不了').waitFor();
    await page().keyboard.press('Escape');
    await row('买过大单').getByRole('button', { name: '删 除' }).click();
    await page().locator('.ant-modal-confirm-btns').getByRole('button', { name: '删 除' }).click();
    await row('买过大单').waitFor({ state: 'detached' });
  });

  it('a tag by rule is made, and told from others; it may follow nothing again', async () => {
    const { cloud } = desk.at();
    const modal = () => page().locator('.ant-modal').filter({ visible: true });
    const save = () => modal().locator('.ant-modal-footer').getByRole('button', { name: '保 存' }).click();
    await open('/audience?show=tags', '人群');
    await desk.button('新建自动标签').click();
    await modal().getByLabel('标签', { exact: true }).fill('新来的');
    await modal().getByLabel('跟着哪个人群').fill('新会员');
    await page().locator('.ant-select-item-option', { hasText: '新会员' }).first().click();
    await save();
    await row('新来的').getByText('自动：在人群「新会员」里就有').waitFor();
    for (let minute = 0; minute < 10; minute += 1) await pass(cloud);
    expect(documentsOf(cloud, 'members').filter(({ tags }) => tags.includes('新来的'))).toHaveLength(3);
    expect(await findDeskFaults(page())).toEqual([]);
    await desk.button('改 新来的').click();
    await modal().getByLabel('跟着哪个人群').fill('不自动打');
    await page().locator('.ant-select-item-option', { hasText: '不自动打' }).first().click();
    await save();
    await row('新来的').getByText('最早来自').waitFor();
  });

  it('something is to be done for each of a segment: begun, found among the follow-ups, done with what came of it; whom it concerns is a list', async () => {
    const { cloud } = desk.at();
    const modal = () => page().locator('.ant-modal').filter({ visible: true });
    await open('/audience?show=segments', '人群');
    await row('新会员').getByRole('button', { name: '派待办' }).click();
    await modal().getByLabel('要做什么').fill('打电话问问');
    await modal().getByLabel('原因').fill('回访老客');
    await modal().locator('.ant-modal-footer').getByRole('button', { name: '数一数有多少人' }).click();
    await page().locator('.ant-modal-confirm-btns').getByRole('button', { name: '开 始' }).click();
    await row('派待办「打电话问问」').waitFor();
    for (let minute = 0; minute < 6; minute += 1) await pass(cloud);
    await row('派待办「打电话问问」').getByText('已完成').waitFor();
    await row('派待办「打电话问问」').getByRole('button', { name: '名单 3' }).click();
    await page()
      .locator('.ant-drawer')
      .getByText(/定下 3 人/)
      .waitFor();
    expect(await findDeskFaults(page())).toEqual([]);
    await open('/journeys?show=follow-ups', '旅程');
    expect(documentsOf(cloud, 'journeyTasks')).toHaveLength(2);
    await row('打电话问问').first().getByRole('button', { name: '完 成' }).click();
    await modal().getByLabel('结果').fill('周末会来');
    await modal().locator('.ant-modal-footer').getByRole('button', { name: '完 成' }).click();
    await page().getByText('已跟进').first().click();
    await seen('周末会来');
  });

  it('what is known of members is made again from the facts, of those of some days, and told how far it is', async () => {
    const { cloud } = desk.at();
    const modal = () => page().locator('.ant-modal').filter({ visible: true });
    await open('/audience?show=upkeep', '人群');
    await seen('统计到的会员号');
    await desk.button('重 算').click();
    await modal().getByLabel('从哪天入会的').fill('2026-11-02');
    await modal().getByLabel('到哪天入会的').fill('2026-11-01');
    await modal().locator('.ant-modal-footer').getByRole('button', { name: '重 算' }).click();
    await seen('结束的那天早于开始的那天');
    await modal().getByLabel('到哪天入会的').fill('');
    expect(await findDeskFaults(page())).toEqual([]);
    await modal().locator('.ant-modal-footer').getByRole('button', { name: '重 算' }).click();
    await seen('正在重算，已看 0 人');
    for (let minute = 0; minute < 3; minute += 1) await pass(cloud);
    await seen('看了 3 人，改正 0 人');
    expect(
      documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'audience.beginRebuild'),
    ).toHaveLength(1);
    expect(await findDeskFaults(page())).toEqual([]);
  });

  it('a push for a segment opens with its people chosen', async () => {
    await open('/audience', '人群');
    await row('沉睡').getByRole('button', { name: '发推送' }).click();
    await page().locator('.ant-drawer').getByText('沉睡').first().waitFor();
  });
});
