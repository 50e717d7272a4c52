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

  it('a push for a segment opens with its people chosen', async () => {
    await open('/audience', '人群');
    await row('沉睡').getByRole('button', { name: '发推送' }).click();
    await page().locator('.ant-drawer').getByText('沉睡').first().waitFor();
  });
});
